"""Verbs of what somebody sets out to do. Only these make believable answers to "What for?"."""

from __future__ import annotations

GOALS = frozenset(
    """
    abolish accelerate accommodate acquire adapt address adjust adopt advance alleviate amend
    analyze annex answer appease arm assemble assess assist attack attract automate avoid balance
    ban bolster boost borrow break bridge bring broaden build bypass calculate calm capture carry
    catch celebrate centralize challenge check circumvent clarify clean clear coat collect combat
    combine commercialize compare compensate compete complete compress connect conquer conserve
    consolidate construct contain control convert convince cool coordinate copy correct
    counter counteract cover create crush cultivate curb cure cut deceive decentralize decode
    defend deliver demonstrate deploy design destroy detect deter determine develop devise
    diagnose direct discourage disguise distinguish distribute diversify divert dominate
    double drive ease educate eliminate enable encourage end enforce enhance enlarge ensure
    enter erase escape establish estimate evade evaluate examine expand expel exploit
    explain explore export expose extend extinguish extract fabricate facilitate feed fend fight
    filter finance find fix focus force form fortify foster free fuel fund gain gather generate
    get grant guard guide halt handle harvest heal help hide highlight hire host house identify
    illustrate imitate implement import improve increase inform insert inspect install insulate
    integrate intensify interpret introduce invade invest investigate isolate join justify keep
    launch lay lessen level leverage liberate lift limit locate lower maintain make
    manage manufacture mask maximize measure merge minimize mitigate mobilize
     modernize modify monitor mount move narrow negotiate neutralize obtain offer offset
    operate optimize organize oust outsource overcome overthrow oversee pacify pay penetrate
    perform persuade pioneer predict prepare preserve prevent prioritize
     procure produce promote protect prove provide pump punish purchase pursue quell raise
    reach read rebuild reclaim record recover recruit recycle redirect reduce reform refine regain
    regulate reinforce relieve remove renovate repair repay repel replace replenish replicate
     repress rescue research resist resolve restore restrict retain retrieve reunite reverse
    revive rinse safeguard save scale scan screen secure seize select sell send separate settle
    sharpen shield shorten shrink silence simplify simulate slow smooth solve split spread
    stabilize standardize steer sterilize stimulate stop store streamline strengthen strip
    study subsidize supply support suppress surpass sustain switch synthesize synchronize tackle
     target teach test tighten track train transfer transform translate transmit transport
    treat trick trigger unify unite update upgrade validate verify visualize warn wash
    weaken widen win withdraw boost harness retake clinch evict evacuate relocate
    resettle popularize privatize nationalize liberalize devolve buy
    """.split()
)
