package model

import (
	"bytes"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/scene"
)

// long is a script that computes for seconds between two instants of the machine, in a
// worker too.
const long = `const { Worker } = require('worker_threads')
new Worker('let n = 0; for (let i = 0; i < 2e4; i++) n += i; console.log(n)', { eval: true })
let sum = 0
for (let i = 0; i < 1e5; i++) { try { sum += i } finally { sum-- } }
console.log(sum)
setTimeout(async () => { for (let i = 0; i < 3e4; i++) sum ^= i; console.log(sum) }, 1)
`

func opened(source string) *Model {
	m := New(Preferences{Language: words.English, Theme: scene.Dark})
	m.Open(NewProgram("x", []File{{"main.js", source}}, ""), Settings{})
	return m
}

// every says that there is no time at each n-th question.
func every(n int) func() bool {
	asked := 0
	return func() bool { asked++; return asked%n != 0 }
}

// TestRestsChangeNothing: however often a run has to wait in the middle of a script,
// it becomes the same run.
func TestRestsChangeNothing(t *testing.T) {
	text := func(m *Model) string {
		var b bytes.Buffer
		require.NoError(t, m.Trace().WriteText(&b))
		return b.String()
	}
	want := text(scripted(t, long))
	for _, n := range []int{2, 3, 7, 100} {
		m := opened(long)
		rested, last := 0, m.Trace().End()
		for more := every(n); m.Advance(more); {
			if m.Branch().stint.underway {
				rested++
			}
			require.GreaterOrEqual(t, m.Trace().End(), last)
			last = m.Trace().End()
		}
		require.Greater(t, rested, 3, "it never waited in the middle of a script")
		require.Equal(t, want, text(m), "with a rest at each question number %d", n)
	}
}

// TestARunThatIsLeftHoldsNothing: opening something else ends the machine of what was
// open, whether it waits in the middle of a script, between two, or for ever.
func TestARunThatIsLeftHoldsNothing(t *testing.T) {
	before := goroutines()
	m := opened(long)
	for _, n := range []int{2, 5, 40} {
		m.Open(NewProgram("x", []File{{"main.js", long}}, ""), Settings{})
		for more, frames := every(n), 0; frames < 10 && m.Advance(more); frames++ {
		}
	}
	m.Open(NewProgram("x", []File{{"main.js", "setInterval(() => {}, 1)"}}, ""), Settings{})
	goOn(m)
	m.Open(NewProgram("x", []File{{"main.js", "1"}}, ""), Settings{})
	goOn(m)
	for range 500 { // the machine's goroutine gives its turn back before it ends
		if goroutines() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	require.LessOrEqual(t, goroutines(), before)
}

func goroutines() int {
	runtime.GC()
	return runtime.NumGoroutine()
}
