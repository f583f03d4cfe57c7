// One cold start: loads a bundle as Lambda does, makes its first call, says how long each took, and ends.
const [, , bundle, event] = process.argv;
const started = performance.now();
const { handler } = require(bundle);
const loaded = performance.now();
handler(JSON.parse(event), {}).then((answer) => {
  const called = performance.now();
  process.stdout.write(JSON.stringify({ load: loaded - started, call: called - loaded, answer }), () =>
    process.exit(0),
  );
});
