// What a page does with the package, whichever way it comes into it: both kinds of engine on one text. What
// came of it is written into the page, for whoever looks on.
export async function seen(Engine, WorkerEngine) {
  const output = document.querySelector('output');
  try {
    const text = '𠮷野氏は15日、田中一郎市長と会った。';
    const files = new Set();
    const beside = await WorkerEngine.load({ onProgress: ({ file }) => files.add(file) });
    const [analysis, tokens] = await Promise.all([beside.analyze(text, { date: '2025-08-16' }), beside.tokenize(text)]);
    beside.terminate();
    const engine = await Engine.load();
    const isSame =
      JSON.stringify([engine.analyze(text, { date: '2025-08-16' }), engine.tokenize(text)]) === JSON.stringify([analysis, tokens]);
    const found = analysis.entities.map(({ surface, start }) => `${surface} ${start}`);
    output.textContent = [...found, `${tokens.length} tokens`, [...files].sort().join(' '), isSame ? 'same' : 'different'].join(', ');
  } catch (error) {
    output.textContent = `${error.code}: ${error.stack}`;
  }
}
