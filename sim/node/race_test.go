package node_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/node"
	"timeslice/sim/trace"
)

// racesOf are the races that a run notes, as "first before rival".
func racesOf(t *testing.T, source string) []string {
	run := simulate(t, node.Options{
		Script: "/main.js", Files: node.Files{"/main.js": []byte(source)}, Library: node.NewLibrary(), Costs: node.DefaultCosts(),
	}, "")
	require.NoError(t, run.Validate())
	var found []string
	for id := trace.FactID(1); int(id) <= run.Len(); id++ {
		if f := run.Fact(id); f.Kind == trace.KindRace {
			found = append(found, fmt.Sprintf("%s before %s", run.What(run.Fact(f.Cause)), run.Text(trace.StringID(f.B))))
		}
	}
	return found
}

func TestRaces(t *testing.T) {
	for name, race := range map[string]struct {
		source string
		found  []string
	}{
		"a timer of 1 ms against an immediate, from the main script": {
			"setTimeout(() => {}, 0);\nsetImmediate(() => {});",
			[]string{"setTimeout@main.js:1 before setImmediate@main.js:2"},
		},
		"a timer that is not quite due": {
			"setTimeout(() => {}, 2);\nsetImmediate(() => {});",
			[]string{"setImmediate@main.js:2 before setTimeout@main.js:1"},
		},
		"the same from a callback of I/O: phases decide": {
			"require('fs').readFile('/main.js', () => {\nsetTimeout(() => {}, 0);\nsetImmediate(() => {});\n});", nil,
		},
		"timers only: the list decides": {
			"setTimeout(() => {}, 1);\nsetTimeout(() => {}, 1);\nsetTimeout(() => {}, 20);", nil,
		},
		"a timer that is long due": {
			"setTimeout(() => {}, 1);\nsetImmediate(() => {});\nfor (const end = Date.now() + 10; Date.now() < end;);", nil,
		},
		"two jobs of one length on two cores": {
			"const { pbkdf2 } = require('crypto');\nfor (let i = 0; i < 3; i++)\npbkdf2('a', 'b', 2e4, 32, 'sha512', () => {});",
			[]string{"pbkdf2@main.js:3 before pbkdf2@main.js:3"},
		},
		"a child's stream and its end": {
			"const c = require('child_process').spawn('sleep', ['0.01'], { stdio: ['ignore', 'pipe', 'ignore'] });\nc.stdout.resume();",
			[]string{"socket@main.js:1 before exit@main.js:1"},
		},
		"a child that closes its stream long before its end": {
			"const c = require('child_process').spawn('sh', ['-c', 'exec >&-; sleep 0.05'], { stdio: ['ignore', 'pipe', 'ignore'] });\nc.stdout.resume();", nil,
		},
		"two jobs of different lengths": {
			"const { pbkdf2 } = require('crypto');\npbkdf2('a', 'b', 1e4, 8, 'sha1', () => {});\npbkdf2('a', 'b', 1e5, 8, 'sha1', () => {});", nil,
		},
	} {
		t.Run(name, func(t *testing.T) { require.Equal(t, race.found, racesOf(t, race.source)) })
	}
}

// TestLostUpdates: two threads that count the same element without Atomics lose
// updates, however its array and its place are written.
func TestLostUpdates(t *testing.T) {
	for _, element := range []string{"a[0]", "a[zero()]", "of()[0]", "o.a[+o.zero]"} {
		statement := element + "++"
		source := fmt.Sprintf(`const { Worker, isMainThread, workerData: a } = require('worker_threads');
				const zero = () => 0, of = () => a, o = { a, zero: '0' };
				if (isMainThread) {
					const a = new Int32Array(new SharedArrayBuffer(8));
					let left = 2;
					for (let i = 0; i < 2; i++) new Worker(__filename, { workerData: a }).on('exit', () => --left || console.log(Math.abs(a[0]) < 120000));
				} else {
					Atomics.add(a, 1, 1);
					while (Atomics.load(a, 1) < 2); // both have begun
					for (let i = 0; i < 60000; i++) %s;
				}`, statement)
		run := simulate(t, node.Options{
			Script: "/main.js", Files: node.Files{"/main.js": []byte(source)}, Library: library, Costs: node.DefaultCosts(),
		}, "")
		require.Equal(t, "true\n", printed(run, 1), statement)
	}
}
