// What the package's types allow and what they do not: read by `tsc`, never run.
import { Engine, type ArticleAnalysis, type Entity, type LoadProgress, type Token } from 'shirushi-engine';
import { WorkerEngine } from 'shirushi-engine/worker';

export async function allowed(bytes: ArrayBuffer): Promise<string[]> {
  const onProgress = ({ file, received, total }: LoadProgress) => console.log(file, total === null ? received : received / total);
  const engine: Engine = await Engine.load({ dictionary: 'https://example.org/ipadic.shirushi', entityModel: bytes, onProgress });
  const analysis: ArticleAnalysis = engine.analyze('', { tokens: true });
  const people: Entity[] = analysis.entities.filter(({ type }) => type === 'PERSON');
  const tokens: Iterable<Token> = engine.tokenize('');
  const beside = await WorkerEngine.load({ module: new URL('https://example.org/engine.wasm'), signal: AbortSignal.timeout(1) });
  const { groups } = await beside.compare([{ article: 'a', text: '' }]);
  for (const { pairs } of groups) {
    for (const { relation } of pairs) {
      if (relation === 'contradict' || relation === 'differ') continue;
      const agree: 'agree' = relation;
      console.log(agree);
    }
  }
  return [...tokens].map(({ reading }) => reading ?? '').concat(people.map(({ surface }) => surface));
}

export async function refused(engine: Engine): Promise<void> {
  // @ts-expect-error an engine is loaded, not made
  new Engine();
  // @ts-expect-error the analysis is no promise, and of a worker's engine it is one
  (await WorkerEngine.load()).analyze('').entities;
  // @ts-expect-error there is no such option
  engine.analyze('', { day: '2025-08-16' });
  // @ts-expect-error a reading may be missing
  engine.tokenize('').at(0)?.reading.length;
  // @ts-expect-error columns are not for changing
  engine.tokenize('').utf16Starts = new Uint32Array(1);
  // @ts-expect-error a number is no address
  Engine.load({ dictionary: 1 });
  // @ts-expect-error there is no such type of entity
  engine.analyze('').entities.some(({ type }) => type === 'ANIMAL');
}
