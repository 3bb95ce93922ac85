// Loads YouTube's player script, and only when somebody asked to play.

const SOURCE = "https://www.youtube.com/iframe_api";
const PATIENCE = 10000; // ms until a silent script counts as blocked

let loading = null;

/** Resolves with the global YT, rejects with Error("blocked") when the script does not arrive. */
export function loadYouTube({ source = SOURCE, patience = PATIENCE } = {}) {
  if (window.YT && window.YT.Player) return Promise.resolve(window.YT);
  loading ??= request(source, patience).catch((error) => {
    loading = null; // a second press may try again
    throw error;
  });
  return loading;
}

function request(source, patience) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const earlier = window.onYouTubeIframeAPIReady;
    const timer = window.setTimeout(fail, patience);

    function fail() {
      window.clearTimeout(timer);
      script.remove();
      reject(new Error("blocked"));
    }

    window.onYouTubeIframeAPIReady = () => {
      if (typeof earlier === "function") earlier();
      window.clearTimeout(timer);
      resolve(window.YT);
    };
    script.src = source;
    script.async = true;
    script.addEventListener("error", fail);
    document.head.append(script);
  });
}
