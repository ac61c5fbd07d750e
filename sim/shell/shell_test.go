package shell_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/node"
	"timeslice/sim/trace"
)

// The stories under testdata run commands in the simulated shell. Those of
// testdata/dash were made with Debian's dash and its commands, and are compared with
// them again by
//
//	go test ./sim/shell -run Stories -real
var real = flag.Bool("real", false, "run the commands in /bin/sh of this computer instead")

var library = node.NewLibrary()

func TestStories(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		if *real && !strings.Contains(path, "dash") {
			t.Skip("what is shown differs between computers")
		}
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			if *real {
				return inReal(t, d.Input)
			}
			return inSimulated(t, d.Input)
		})
	})
}

func told(out, err string, code int) string {
	text := out
	if err != "" {
		text += "stderr:\n" + err
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\\\n"
	}
	return text + fmt.Sprintf("exit %d\n", code)
}

func inReal(t *testing.T, command string) string {
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "fruit"), []byte(fruit), 0o644))
	shell := exec.Command("/bin/sh", "-c", command)
	shell.Dir = folder
	shell.Env = []string{"HOME=/home/user", "PATH=/usr/local/bin:/usr/bin:/bin"}
	var out, err bytes.Buffer
	shell.Stdout, shell.Stderr = &out, &err
	_ = shell.Run()
	state := shell.ProcessState.ExitCode()
	if state < 0 {
		state = 128 + int(shell.ProcessState.Sys().(syscall.WaitStatus).Signal())
	}
	return told(out.String(), err.String(), state)
}

const fruit = "pear 3\napple 10\nfig 2\napple 1\n"

func inSimulated(t *testing.T, command string) string {
	return within(t, command, 60*trace.Second)
}

// TestEndlessCommandsEnd: whatever is typed, the run ends by its limits.
func TestEndlessCommandsEnd(t *testing.T) {
	for _, command := range []string{
		"while :; do :; done", "f() { f; }; f", "yes > /dev/null", "yes | cat > /dev/null", "trap '' TERM; while :; do sleep 1; done",
		"f() { f | f & }; f; wait", "while :; do sleep 9 & done", "eval_() { eval eval_; }; eval_",
		"awk 'BEGIN {while (1) a[n++] = n}'", "yes | sed -n H", "yes | awk 'BEGIN {RS = \"\"} {print}'", "echo x | sed ':a;s/x/xx/g;ta'",
		"awk 'BEGIN {for (x = \"x\"; ; ) x = x x}'", "awk 'function f() {f()} BEGIN {f()}'", "yes | tac",
	} {
		require.NotContains(t, within(t, command, 100*trace.Millisecond), "panic", command)
	}
}

// TestWhatIsKeptIsBounded: a program that would keep input without an end says so.
func TestWhatIsKeptIsBounded(t *testing.T) {
	for _, program := range []string{"sort", "tac"} {
		require.Contains(t, within(t, "yes | "+program, 60*trace.Second), program+": memory exhausted")
	}
	for _, command := range []string{"x=a; while :; do x=$x$x; done", `set -- a; while :; do set -- "$@" "$@"; done`} {
		require.Contains(t, within(t, command, 60*trace.Second), "Out of space")
	}
	require.Contains(t, within(t, "seq 1 300000 | tail -n 2; seq 1 300000 | head -n -299998", 60*trace.Second), "299999\n300000\n1\n2\n")
}

func within(t *testing.T, command string, until int64) string {
	preset, _ := sim.FindPreset("laptop")
	m, err := sim.New(sim.Config{
		Scheduler: scheduler.Defaults("eevdf", 2), Costs: preset.Costs, MemoryBytes: preset.MemoryBytes,
		Limits: sim.Limits{Until: trace.Time(until), Facts: 1_000_000, Processes: 2000},
	})
	require.NoError(t, err)
	system := node.Programs(node.Options{
		Files: node.Files{"/app/fruit": []byte(fruit)}, Library: library, Costs: node.DefaultCosts(),
	})
	environment := []string{"HOME=/home/user", "PATH=/usr/local/bin:/usr/bin:/bin"}
	spec, errno := system.Load("/bin/sh", []string{"/bin/sh", "-c", command}, environment)
	require.Zero(t, errno)
	spec.Directory, spec.User = "/app", "user"
	m.Start(spec)
	run := m.Run()
	var out [3]strings.Builder
	for id := trace.FactID(1); int(id) <= run.Len(); id++ {
		if f := run.Fact(id); f.Kind == trace.KindOutput {
			out[f.Object].WriteString(run.Text(trace.StringID(f.B)))
		}
	}
	require.NoError(t, run.Validate())
	metrics := run.Metrics()
	if metrics.EndReason != trace.ReasonCompleted {
		return told(out[1].String(), out[2].String(), -1) + metrics.EndReason.String() + "\n"
	}
	code := metrics.Processes[0].Code
	if s := metrics.Processes[0].Signal; s != 0 {
		code = 128 + int(s)
	}
	return told(out[1].String(), out[2].String(), code)
}
