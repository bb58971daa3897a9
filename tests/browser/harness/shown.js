// What a person can see of the page, for lookups that cross to the page once.

// Whether an element takes room of its own, or something in it does.
const takesRoom = (one) => {
  const box = one.getBoundingClientRect();
  if (box.width > 0 && box.height > 0) return true;
  return getComputedStyle(one).overflow === 'visible' && [...one.children].some(takesRoom);
};

// Whether a frame around an element that cannot be scrolled leaves nothing of it to be seen. What is out of the
// sight of a frame that scrolls can be brought there.
const isCutOff = (one) => {
  let { left, top, right, bottom } = one.getBoundingClientRect();
  const cuts = (overflow) => overflow === 'hidden' || overflow === 'clip';
  const scrolls = (overflow) => overflow === 'auto' || overflow === 'scroll';
  const isBeside = (frame, { overflowX, overflowY }) =>
    (cuts(overflowX) && (right <= frame.left || left >= frame.right)) ||
    (cuts(overflowY) && (bottom <= frame.top || top >= frame.bottom));
  let { position } = getComputedStyle(one);
  for (let up = one.parentElement; up && up !== document.documentElement && position !== 'fixed'; up = up.parentElement) {
    const style = getComputedStyle(up);
    // What stands absolutely is held by the next that is positioned.
    if (style.display === 'contents' || (position === 'absolute' && style.position === 'static')) continue;
    position = style.position;
    const frame = up.getBoundingClientRect();
    if (isBeside(frame, style)) return true;
    if (scrolls(style.overflowX)) ({ left, right } = frame);
    if (scrolls(style.overflowY)) ({ top, bottom } = frame);
  }
  const screen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  return isBeside(screen, getComputedStyle(document.documentElement));
};

const isShown = (one) =>
  one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && takesRoom(one) && !isCutOff(one);

// The first part of a name that is shown.
const shownPart = (name) => [...document.querySelectorAll(`[data-part='${name}']`)].find(isShown) ?? null;

const placeOf = (one) => {
  const { left, top } = one.getBoundingClientRect();
  return `${left} ${top}`;
};

const frame = () => new Promise((next) => requestAnimationFrame(next));

// Whether an element is where it was two frames ago.
const standsStill = async (one) => {
  const before = placeOf(one);
  await frame();
  await frame();
  return placeOf(one) === before;
};

// Looks again and again until something is found, for less than a second: a page that goes takes the question
// with it.
const within = async (find) => {
  const end = performance.now() + 700;
  for (;;) {
    const found = await find();
    if (found || performance.now() > end) return found || null;
    await new Promise((next) => setTimeout(next, 15));
  }
};
