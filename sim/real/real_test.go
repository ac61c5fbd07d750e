//go:build !js

package real

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/trace"
)

// TestMain lets the test binary play the helpers of a real run, as timeslice does.
func TestMain(m *testing.M) {
	if code, played := Role(os.Args); played {
		os.Exit(code)
	}
	if len(os.Args) > 1 && os.Args[1] == appRole {
		os.Exit(app())
	}
	os.Exit(m.Run())
}

// appRole is the part of an app that is killed: app in the tests of safety.
const appRole = "test-app"

// runScript runs a script for real, with everything that can be observed.
func runScript(t *testing.T, source string, change func(*Spec)) *History {
	node, err := FindNode()
	if err != nil {
		t.Skipf("there is no node to run for real: %v", err)
	}
	folder := t.TempDir()
	script := filepath.Join(folder, "script.js")
	require.NoError(t, os.WriteFile(script, []byte(source), 0o600))
	records := t.TempDir()
	spec, err := node.Script(script, nil, nil, records)
	require.NoError(t, err)
	if change != nil {
		change(&spec)
	}
	history, err := Run(context.Background(), spec, nil, nil)
	require.NoError(t, err)
	return history
}

const lesson = `
const crypto = require('crypto');
console.log('start');
setTimeout(() => console.log('timeout'), 5);
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('then'));
crypto.pbkdf2('x', 'salt', 20000, 64, 'sha512', () => { console.error('hashed'); process.exitCode = 3; });
`

// TestARecordedRunIsATrace: whatever the tier, a recorded run is a trace that the
// judge accepts, whose facts are observed or inferred, and which tells output,
// callbacks, the pool's work and the exit code.
func TestARecordedRunIsATrace(t *testing.T) {
	for _, exact := range []bool{true, false} {
		history := runScript(t, lesson, func(s *Spec) { s.Exact = exact })
		if exact && history.Started.Tier != Exact {
			t.Logf("the exact tier is not allowed here: %s", history.Started.Refused)
		}
		require.Equal(t, "start\ntick\nthen\n", strings.Join(strings.SplitAfter(history.Text(1), "\n")[:3], ""))
		require.Equal(t, "hashed\n", history.Text(2))
		recorded := history.Trace("script.js", "v20")
		require.NoError(t, recorded.Validate())
		whats := map[string]bool{}
		for id := trace.FactID(1); int(id) <= recorded.Len(); id++ {
			f := recorded.Fact(id)
			require.NotEqual(t, trace.Simulated, f.Source)
			if f.Kind == trace.KindCallback || f.Kind == trace.KindJob {
				whats[f.Kind.String()+" "+recorded.Text(trace.StringID(f.B))] = true
			}
		}
		for _, what := range []string{
			"callback script.js", "callback setTimeout@script.js:4", "callback nextTick@script.js:5",
			"callback then@script.js:6", "job pbkdf2@script.js:7", "callback pbkdf2@script.js:7",
		} {
			require.Contains(t, whats, what)
		}
		m := recorded.Metrics()
		require.Equal(t, trace.ReasonCompleted, m.EndReason)
		require.Equal(t, 3, m.Processes[0].Code)
		require.Equal(t, "node", m.Processes[0].Name)
		for _, thread := range m.Threads { // conservation, whatever the clocks say
			require.LessOrEqual(t, thread.CPUNs+thread.WaitingNs+thread.BlockedNs, m.ElapsedNs, thread.Name)
		}
	}
}

// TestBeingWatchedChangesNothing: a script that looks at what could give the
// recorder away prints the same with and without it.
func TestBeingWatchedChangesNothing(t *testing.T) {
	const looks = `
console.log(process.env.NODE_OPTIONS, process.execArgv, Object.keys(process.env).filter((k) => k.startsWith('TIMESLICE')));
console.log(process.argv0, process.title, process.execPath === process.argv[0]);
console.log(setTimeout.toString().length, Promise.prototype.then.toString(), require('fs').openSync(__filename));
console.log(Promise.resolve(1), (async () => {})(), new (class A extends Promise {})(() => {}));
setTimeout(() => { try { null.x } catch (e) { console.log(e.stack) } }, 1);
new (require('worker_threads').Worker)("console.log('worker', process.env.NODE_OPTIONS, process.execArgv, Object.keys(require.cache), Object.keys(process.env).length);" +
  "setTimeout(() => console.log(new Error('x').stack), 1)", { eval: true }).on('exit', (code) => console.log('worker ended', code));
setTimeout(() => require('child_process').fork(__filename.replace('script.js', 'child.js'), [], { env: { NODE_OPTIONS: '--no-warnings', A: 'b' } }).on('exit', () =>
  require('net').connect(1, '127.0.0.1').on('error', (e) => console.log(e.stack, 'noDeprecation' in process))), 500);
`
	const child = `console.log('child', process.env, process.execArgv)`
	var printed []string
	for _, watched := range []bool{true, false} {
		history := runScript(t, looks, func(s *Spec) {
			script := s.Command[1]
			require.NoError(t, os.WriteFile(filepath.Join(filepath.Dir(script), "child.js"), []byte(child), 0o600))
			if !watched {
				plain, err := Node{Path: s.Command[0]}.Script(script, nil, nil, "")
				require.NoError(t, err)
				*s = plain
			}
		})
		require.Zero(t, history.Ended.Code, history.Text(2))
		text := history.Text(1)
		require.Contains(t, text, "node node true", "as if it had been typed")
		for _, line := range strings.Split(text, "\n") { // the folders' names are not the same
			if at := strings.Index(line, string(filepath.Separator)+"Test"); at >= 0 {
				text = strings.ReplaceAll(text, line, line[strings.LastIndex(line, "/"):])
			}
		}
		printed = append(printed, text)
	}
	require.Equal(t, printed[1], printed[0])
}

// TestMessagesAreRecorded: what a process and its child send each other is told on both
// sides, what comes out is what went in first, and it is what woke the loop that
// waited for it.
func TestMessagesAreRecorded(t *testing.T) {
	const talks = `
const { fork } = require('child_process');
const child = fork(__filename.replace('script.js', 'child.js'), [], { serialization: 'json' });
child.on('message', (m) => { console.log(m); child.disconnect(); });
child.send('a');
child.send('bcd');
console.log(Object.keys(child), require('util').inspect(child).includes('function'));
`
	const child = `process.on('message', (m) => { if (m === 'bcd') process.send('got ' + m); })`
	for _, exact := range []bool{true, false} {
		history := runScript(t, talks, func(s *Spec) {
			require.NoError(t, os.WriteFile(filepath.Join(filepath.Dir(s.Command[1]), "child.js"), []byte(child), 0o600))
			s.Exact = exact
		})
		require.Zero(t, history.Ended.Code, history.Text(2))
		require.NotContains(t, history.Text(1), "true", "the channel looks as it does alone")
		if history.Started.Tier != Exact {
			continue // children are known to the exact tier only
		}
		recorded := history.Trace("script.js", "v20")
		require.NoError(t, recorded.Validate())
		sent, got := map[int32][]int64{}, map[int32]int64{}
		for id := trace.FactID(1); int(id) <= recorded.Len(); id++ {
			switch f := recorded.Fact(id); f.Kind {
			case trace.KindSend:
				sent[f.Object] = append(sent[f.Object], f.A)
			case trace.KindReceive:
				got[f.Object] += f.A
				require.Equal(t, trace.KindSend, recorded.Fact(f.Cause).Kind)
			case trace.KindReady:
				if f.Cause != trace.NoFact && recorded.Fact(f.Cause).Kind == trace.KindSend {
					require.Equal(t, trace.Inferred, f.Source)
				}
			}
		}
		require.Equal(t, map[int32][]int64{1: {10}, 2: {4, 6}}, sent)
		require.Equal(t, map[int32]int64{1: 10, 2: 10}, got)
	}
}

// TestWorkersAreRecorded: what a worker calls back is told on its own thread; and where
// a run did not record itself, its threads are told from the pool's all the same.
func TestWorkersAreRecorded(t *testing.T) {
	const works = `
const { Worker, isMainThread } = require('worker_threads');
if (isMainThread) {
  require('fs').readFile(__filename, () => {});
  for (let i = 0; i < 2; i++) new Worker(__filename);
} else {
  setTimeout(() => console.log('in the worker'), 5);
}
`
	var told []int
	for _, watched := range []bool{true, false} {
		history := runScript(t, works, func(s *Spec) {
			if !watched {
				plain, err := Node{Path: s.Command[0]}.Script(s.Command[1], nil, nil, "")
				require.NoError(t, err)
				*s = plain
			}
		})
		require.Zero(t, history.Ended.Code, history.Text(2))
		if watched {
			told = history.WorkersStarted()
			require.Equal(t, []int{2}, told)
		}
		history.Workers = told
		if history.Started.Tier != Exact {
			return // from outside, threads are known to the exact tier only
		}
		recorded := history.Trace("script.js", "v20")
		require.NoError(t, recorded.Validate())
		names := map[string]trace.ThreadID{}
		for _, thread := range recorded.Metrics().Threads {
			names[thread.Name] = thread.Thread
		}
		for _, name := range []string{"worker-1", "worker-2", "libuv-1", "libuv-4", "signals", "v8-worker-4"} {
			require.Contains(t, names, name)
		}
		require.NotContains(t, names, "libuv-5")
		var called []trace.ThreadID
		for id := trace.FactID(1); int(id) <= recorded.Len(); id++ {
			if f := recorded.Fact(id); f.Kind == trace.KindCallback && recorded.Text(trace.StringID(f.B)) == "setTimeout@script.js:7" {
				called = append(called, f.Thread)
			}
		}
		if watched {
			require.ElementsMatch(t, []trace.ThreadID{names["worker-1"], names["worker-2"]}, called)
		} else {
			require.Empty(t, called)
		}
	}
}

// TestStreamsOfZlibGoToThePool: each of the times, beside what else goes there; what
// libuv does there itself, files and names of hosts, Node does not mark as its work.
func TestStreamsOfZlibGoToThePool(t *testing.T) {
	history := runScript(t, `
const zlib = require('zlib');
require('dns').lookup('localhost', () => {});
for (const size of [400000, 10]) zlib.gzip(Buffer.alloc(size, 'ab'), () => {});
require('crypto').randomBytes(8, () => {});
`, nil)
	require.Zero(t, history.Ended.Code, history.Text(2))
	recorded := history.Trace("script.js", "v20")
	require.NoError(t, recorded.Validate())
	jobs, asked := map[string]int{}, map[string]int{}
	for id := trace.FactID(1); int(id) <= recorded.Len(); id++ {
		switch f := recorded.Fact(id); {
		case f.Kind == trace.KindJob:
			jobs[recorded.Text(trace.StringID(f.B))]++
		case f.Kind == trace.KindEnqueue && f.Reason == trace.ReasonPoolQueue:
			asked[recorded.Text(trace.StringID(f.B))]++
		}
	}
	require.Equal(t, map[string]int{"zlib@script.js:4": 4, "randomBytes@script.js:5": 1}, jobs)
	require.Equal(t, map[string]int{"zlib@script.js:4": 4, "randomBytes@script.js:5": 1, "lookup@script.js:3": 1}, asked)
}
