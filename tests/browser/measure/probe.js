// What the measurements need to see of the page, put into it before it starts. Times are milliseconds of its clock.
(() => {
  const probe = (window.probe = { asked: {}, answered: {}, frames: [], longest: 0 });

  // After the frame in which a condition first holds has been drawn: layout and painting are in the time.
  probe.drawn = (holds, patience = 60_000) =>
    new Promise((resolve, reject) => {
      const begun = performance.now();
      const look = () => {
        if (holds()) {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve(performance.now());
          channel.port2.postMessage(null);
        } else if (performance.now() - begun > patience) {
          reject(new Error(`never drawn: ${holds}`));
        } else {
          requestAnimationFrame(look);
        }
      };
      requestAnimationFrame(look);
    });

  // From the next event of a kind to the frame that shows what came of it.
  probe.from = (kind, holds) => {
    probe.waiting = new Promise((resolve, reject) => {
      const begin = (event) => {
        // A key that is held for another does nothing by itself.
        if (['Control', 'Shift', 'Alt'].includes(event.key)) return;
        removeEventListener(kind, begin, true);
        const before = event.timeStamp;
        probe.drawn(holds).then((after) => resolve(after - before), reject);
      };
      addEventListener(kind, begin, true);
    });
    probe.waiting.catch(() => {});
  };

  probe.watchFrames = () => {
    probe.frames = [];
    let last;
    const frame = (now) => {
      if (last !== undefined) probe.frames.push(now - last);
      last = now;
      if (probe.frames !== null) probe.next = requestAnimationFrame(frame);
    };
    probe.next = requestAnimationFrame(frame);
  };
  probe.endFrames = () => {
    cancelAnimationFrame(probe.next);
    return probe.frames;
  };

  // Whether a file was saved, as a link that is pressed by the page itself.
  const press = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    probe.saved = true;
    return press.call(this);
  };

  // What the page asks of its worker and when the answer comes.
  const Plain = window.Worker;
  window.Worker = class extends Plain {
    constructor(...all) {
      super(...all);
      this.addEventListener('message', ({ data }) => {
        probe.answered[data?.type] = performance.now();
      });
    }
    postMessage(message, ...rest) {
      probe.asked[message?.type] = performance.now();
      super.postMessage(message, ...rest);
    }
  };
})();
