// A stand-in for https://www.youtube.com/iframe_api: the same words, a clock instead of a video.
//
// What tests may look at, all on `window`:
//   __fakePlayers        every player made, oldest first; each has
//     .calls             [{name, args}] in the order they were made
//     .segment           what is loaded: {videoId, startSeconds, endSeconds}
//     .advance(seconds)  let that much of the video pass at once
//     .failWith(code)    report an error (2, 5, 100, 101, 150) as YouTube does
//   __fakeYouTube.speed  how many times faster than life the video runs (1)
//   __fakeYouTube.failLoadsWith   an error code that every load shall end in (null)
(() => {
  "use strict";

  const PlayerState = { UNSTARTED: -1, ENDED: 0, PLAYING: 1, PAUSED: 2, BUFFERING: 3, CUED: 5 };
  const LENGTH_SECONDS = 3600;
  const TICK_MILLISECONDS = 40;
  const control = (window.__fakeYouTube = Object.assign(
    { speed: 1, failLoadsWith: null, lengthSeconds: LENGTH_SECONDS },
    window.__fakeYouTube,
  ));
  const players = (window.__fakePlayers = []);

  class Player {
    constructor(place, options = {}) {
      const element = typeof place === "string" ? document.getElementById(place) : place;
      if (!element) throw new Error("Fake YouTube: there is no element to put the player in.");
      this.options = options;
      this.events = options.events ?? {};
      this.calls = [];
      this.listeners = new Map();
      this.state = PlayerState.UNSTARTED;
      this.rate = 1;
      this.volume = 100;
      this.muted = false;
      this.base = 0; // seconds of the video at the moment `since`
      this.since = 0; // milliseconds of the page's clock
      this.destroyed = false;
      this.segment = { videoId: options.videoId ?? "", startSeconds: 0, endSeconds: null };
      this.frame = this.#makeFrame(element);
      this.timer = window.setInterval(() => this.#tick(), TICK_MILLISECONDS);
      players.push(this);
      this.#soon(() => {
        this.#emit("onReady", null);
        const vars = options.playerVars ?? {};
        if (!options.videoId) return;
        const segment = {
          videoId: options.videoId,
          startSeconds: Number(vars.start ?? 0),
          endSeconds: vars.end == null ? null : Number(vars.end),
        };
        // A page that loads something in onReady has the last word.
        if (!this.calls.some((call) => call.name.endsWith("ById"))) {
          this.#load(segment, Number(vars.autoplay ?? 0) === 1);
        }
      });
    }

    // --- what YouTube's player offers ---

    loadVideoById(...words) {
      this.#log("loadVideoById", words);
      this.#load(Player.#segmentOf(words), true);
    }

    cueVideoById(...words) {
      this.#log("cueVideoById", words);
      this.#load(Player.#segmentOf(words), false);
    }

    playVideo() {
      this.#log("playVideo");
      if (this.state !== PlayerState.PLAYING) this.#start();
    }

    pauseVideo() {
      this.#log("pauseVideo");
      if (this.state === PlayerState.PLAYING) this.#stop(PlayerState.PAUSED);
    }

    stopVideo() {
      this.#log("stopVideo");
      this.#stop(PlayerState.CUED);
    }

    seekTo(seconds, allowSeekAhead) {
      this.#log("seekTo", [seconds, allowSeekAhead]);
      this.#setTime(Number(seconds));
      // The real one forgets where the segment ends as soon as somebody seeks.
      this.segment.endSeconds = null;
      if (this.state === PlayerState.CUED || this.state === PlayerState.UNSTARTED) this.#start();
    }

    setPlaybackRate(rate) {
      this.#log("setPlaybackRate", [rate]);
      this.#setTime(this.#now());
      this.rate = Number(rate);
      this.#emit("onPlaybackRateChange", this.rate);
    }

    getPlaybackRate() {
      return this.rate;
    }

    getAvailablePlaybackRates() {
      return [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];
    }

    getCurrentTime() {
      return this.#now();
    }

    getDuration() {
      return control.lengthSeconds;
    }

    getPlayerState() {
      return this.state;
    }

    getVideoLoadedFraction() {
      return 1;
    }

    getVideoUrl() {
      return `https://www.youtube.com/watch?v=${this.segment.videoId}`;
    }

    getVideoData() {
      return { video_id: this.segment.videoId, title: "A pretended video", author: "Nobody" };
    }

    mute() {
      this.#log("mute");
      this.muted = true;
    }

    unMute() {
      this.#log("unMute");
      this.muted = false;
    }

    isMuted() {
      return this.muted;
    }

    setVolume(volume) {
      this.#log("setVolume", [volume]);
      this.volume = Number(volume);
    }

    getVolume() {
      return this.volume;
    }

    setSize(width, height) {
      this.#log("setSize", [width, height]);
      this.frame.width = String(width);
      this.frame.height = String(height);
    }

    getIframe() {
      return this.frame;
    }

    addEventListener(name, listener) {
      const known = this.listeners.get(name) ?? [];
      this.listeners.set(name, [...known, listener]);
    }

    removeEventListener(name, listener) {
      const known = this.listeners.get(name) ?? [];
      this.listeners.set(name, known.filter((one) => one !== listener));
    }

    destroy() {
      this.#log("destroy");
      this.destroyed = true;
      window.clearInterval(this.timer);
      this.frame.replaceWith(this.replaced);
    }

    // --- what tests may do ---

    advance(seconds) {
      if (this.state !== PlayerState.PLAYING) return;
      this.#setTime(this.#now() + seconds);
      this.#tick();
    }

    failWith(code) {
      this.#stop(PlayerState.UNSTARTED);
      this.#emit("onError", code);
    }

    get endSeconds() {
      return this.segment.endSeconds;
    }

    // --- inside ---

    static #segmentOf(words) {
      const [first, start, end] = words;
      const given = typeof first === "object" ? first : { videoId: first, startSeconds: start, endSeconds: end };
      return {
        videoId: given.videoId,
        startSeconds: Number(given.startSeconds ?? 0),
        endSeconds: given.endSeconds == null ? null : Number(given.endSeconds),
      };
    }

    #makeFrame(element) {
      const frame = document.createElement("iframe");
      const host = this.options.host ?? "https://www.youtube.com";
      const query = new URLSearchParams({ ...this.options.playerVars, enablejsapi: "1" });
      frame.id = element.id || `widget${players.length + 1}`;
      frame.className = element.className;
      frame.title = "YouTube video player";
      frame.allow = "autoplay; encrypted-media; picture-in-picture";
      frame.width = String(this.options.width ?? 640);
      frame.height = String(this.options.height ?? 390);
      frame.src = `${host}/embed/${this.options.videoId ?? ""}?${query}`;
      this.replaced = element;
      element.replaceWith(frame);
      return frame;
    }

    #load(segment, play) {
      this.segment = segment;
      this.#setTime(segment.startSeconds);
      if (control.failLoadsWith !== null) {
        this.#soon(() => this.failWith(control.failLoadsWith));
        return;
      }
      this.#become(PlayerState.UNSTARTED);
      if (play) {
        this.#become(PlayerState.BUFFERING);
        this.#start();
      } else {
        this.#become(PlayerState.CUED);
      }
    }

    #start() {
      // Pressing play at the very end begins again, as with the real one.
      if (this.state === PlayerState.ENDED) this.base = this.segment.startSeconds;
      this.since = performance.now();
      this.#become(PlayerState.PLAYING);
    }

    #stop(state) {
      this.#setTime(this.#now());
      this.#become(state);
    }

    #now() {
      if (this.state !== PlayerState.PLAYING) return this.base;
      const passed = ((performance.now() - this.since) / 1000) * this.rate * control.speed;
      return Math.min(this.base + passed, this.#limit());
    }

    #limit() {
      return Math.min(this.segment.endSeconds ?? Infinity, control.lengthSeconds);
    }

    #setTime(seconds) {
      this.base = seconds;
      this.since = performance.now();
    }

    #tick() {
      if (this.state === PlayerState.PLAYING && this.#now() >= this.#limit()) {
        this.#stop(PlayerState.ENDED);
      }
    }

    #become(state) {
      if (this.state === state) return;
      this.state = state;
      this.#soon(() => this.#emit("onStateChange", state));
    }

    #emit(name, data) {
      if (this.destroyed) return;
      const event = { target: this, data };
      const own = this.events[name];
      const all = [...(own ? [own] : []), ...(this.listeners.get(name) ?? [])];
      for (const listener of all) (typeof listener === "string" ? window[listener] : listener)(event);
    }

    #log(name, words = []) {
      this.calls.push({ name, args: structuredClone(words) });
    }

    // Events come from another frame, so never inside the call that caused them.
    #soon(action) {
      window.setTimeout(() => {
        if (!this.destroyed) action();
      }, 0);
    }
  }

  window.YT = { Player, PlayerState, loaded: 1, ready: (action) => action() };
  window.setTimeout(() => window.onYouTubeIframeAPIReady?.(), 0);
})();
