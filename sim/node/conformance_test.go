package node_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/node"
	"timeslice/sim/trace"
)

// The scripts under testdata/conformance are run in the simulator, and what
// they print and their exit code are compared with what real Node 20 made of
// them, which is stored beside each: NAME.out, or NAME.out1, NAME.out2 … where
// a true race allows several. A script's first lines may say what follows node
// on the command line, and what it finds in its standard input, which is a
// pipe:
//
//	// flags: --expose-gc
//	// args: one two
//	// stdin: "first line\nsecond line\n"
//
//	go test ./sim/node -run Conformance -node      compares with real Node instead
//	go test ./sim/node -run Conformance -refresh   stores what real Node prints
//	go test ./sim/node -run Conformance -traces F  stores the hash of each trace in the file F, or
//	                                               compares with those that are there
var (
	useNode = flag.Bool("node", false, "compare with the node on the PATH instead of what is stored")
	refresh = flag.Bool("refresh", false, "run the node on the PATH and store what it prints")
	traces  = flag.String("traces", "", "a file of the hashes of traces, to compare with or to make")
)

// levels are the folders of the suite and what each is about.
var levels = []string{"ordering", "errors", "language", "modules-api", "sockets", "children", "cluster", "workers"}

// conformanceScript is one program of the suite.
type conformanceScript struct {
	level, name string // name without its ending
	file        string // its path
	files       node.Files
	main        string
	flags, args []string
	stdin       string
}

// library is shared by all runs of the tests.
var library = node.NewLibrary()

func readScripts(t testing.TB) []conformanceScript {
	var all []conformanceScript
	for _, level := range levels {
		found, err := filepath.Glob(filepath.Join("testdata", "conformance", level, "*"))
		require.NoError(t, err)
		sort.Strings(found)
		for _, file := range found {
			switch filepath.Ext(file) {
			case ".js", ".mjs", ".cjs", ".txtar":
				all = append(all, readScript(t, level, file))
			}
		}
	}
	require.NotEmpty(t, all)
	return all
}

func readScript(t testing.TB, level, file string) conformanceScript {
	source, err := os.ReadFile(file)
	require.NoError(t, err)
	extension := filepath.Ext(file)
	s := conformanceScript{
		level: level, file: file, name: strings.TrimSuffix(filepath.Base(file), extension), files: node.Files{},
	}
	s.flags, s.args = words(source, "flags"), words(source, "args")
	if quoted := comment(source, "stdin"); quoted != "" {
		s.stdin, err = strconv.Unquote(quoted)
		require.NoError(t, err, file)
	}
	if extension != ".txtar" {
		s.main = "/app/" + filepath.Base(file)
		s.files[s.main] = source
		return s
	}
	for _, part := range txtar.Parse(source).Files {
		name := "/app/" + part.Name
		s.files[name] = part.Data
		if base := filepath.Base(name); s.main == "" && strings.HasPrefix(base, "main.") {
			s.main = name
		}
	}
	require.NotEmpty(t, s.main, "%s has no file main.js, main.mjs or main.cjs", file)
	return s
}

// comment is what a comment "// key: text" in one of the first lines says.
func comment(source []byte, key string) string {
	for i, line := range strings.Split(string(source), "\n") {
		if rest, found := strings.CutPrefix(line, "// "+key+": "); found && i < 3 {
			return rest
		}
	}
	return ""
}

func words(source []byte, key string) []string { return strings.Fields(comment(source, key)) }

// options is what the script is started with.
func (s *conformanceScript) options(t testing.TB) node.Options {
	o := node.Options{Script: s.main, Arguments: s.args, Files: s.files, Library: library, Costs: node.DefaultCosts()}
	for _, flag := range s.flags {
		name, value, _ := strings.Cut(flag, "=")
		switch name {
		case "--expose-gc":
			o.ExposeGC = true
		case "--max-old-space-size":
			_, err := fmt.Sscan(value, &o.HeapLimitBytes)
			require.NoError(t, err)
			o.HeapLimitBytes <<= 20
		default:
			t.Fatalf("%s: flag %s", s.file, flag)
		}
	}
	return o
}

// simulate runs a Node process on the machine that scripts have by default.
func simulate(t testing.TB, o node.Options, stdin string) *trace.Trace {
	preset, _ := sim.FindPreset("laptop")
	m, err := sim.New(sim.Config{
		Scheduler: scheduler.Defaults("eevdf", 2), Costs: preset.Costs, MemoryBytes: preset.MemoryBytes, Input: func() []byte { return []byte(stdin) },
		Limits: sim.Limits{Until: trace.Time(60 * trace.Second), Facts: 5_000_000},
	})
	require.NoError(t, err)
	spec := node.Spec("node", o)
	spec.Directory, spec.User = "/app", "user"
	spec.Environment = []string{"HOME=/home/user", "PWD=/app"}
	m.Start(spec)
	return m.Run()
}

// printed is what was written to a descriptor.
func printed(run *trace.Trace, descriptor int32) string {
	var text strings.Builder
	for id := trace.FactID(1); int(id) <= run.Len(); id++ {
		if f := run.Fact(id); f.Kind == trace.KindOutput && f.Object == descriptor {
			text.WriteString(run.Text(trace.StringID(f.B)))
		}
	}
	return text.String()
}

// result is standard output and a last line with the exit code.
func result(output string, code int) string {
	if output != "" && !strings.HasSuffix(output, "\n") {
		output += "\n"
	}
	return output + fmt.Sprintf("exit %d\n", code)
}

// resultOf is the result of a run in the simulator.
func resultOf(run *trace.Trace) string {
	m := run.Metrics()
	if m.EndReason != trace.ReasonCompleted {
		return result(printed(run, 1), -1) + "the run ended: " + m.EndReason.String() + "\n"
	}
	code := m.Processes[0].Code
	if signal := m.Processes[0].Signal; signal != 0 {
		code = 128 + signal
	}
	return result(printed(run, 1), code)
}

// allowed is what may be printed, as it is stored.
func (s *conformanceScript) allowed(t testing.TB) []string {
	stem := strings.TrimSuffix(s.file, filepath.Ext(s.file))
	names, err := filepath.Glob(stem + ".out*")
	require.NoError(t, err)
	require.NotEmpty(t, names, "%s has no stored output: make it with -refresh", s.file)
	var all []string
	for _, name := range names {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		all = append(all, string(text))
	}
	return all
}

// inNode is the result of real Node.
func (s *conformanceScript) inNode(t testing.TB) string {
	root := t.TempDir()
	for name, data := range s.files {
		file := filepath.Join(root, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, data, 0o644))
	}
	args := append(slices.Clone(s.flags), filepath.Join(root, filepath.FromSlash(s.main)))
	command := exec.Command("node", append(args, s.args...)...)
	command.Dir = filepath.Join(root, "app")
	command.Stdin = strings.NewReader(s.stdin)
	command.Env = []string{"HOME=" + root, "PATH=" + os.Getenv("PATH")}
	output, err := command.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("node cannot be run: %v", err)
	}
	code := command.ProcessState.ExitCode()
	if status, ok := command.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		code = 128 + int(status.Signal())
	}
	return result(strings.ReplaceAll(string(output), root, ""), code) // its folder is /app to the simulator
}

// TestConformance runs the suite, and each script twice: the same script leaves
// the same trace, whatever else runs beside it.
func TestConformance(t *testing.T) {
	traces := newHashes(t)
	for i, s := range readScripts(t) {
		t.Run(s.level+"/"+s.name, func(t *testing.T) {
			if !*useNode && !*refresh {
				t.Parallel()
			}
			if *refresh {
				s.store(t)
			}
			run := simulate(t, s.options(t), s.stdin)
			require.NoError(t, run.Validate())
			got := resultOf(run)
			if *useNode {
				require.Equal(t, s.inNode(t), got, "standard error:\n%s", printed(run, 2))
				return
			}
			if allowed := s.allowed(t); !slices.Contains(allowed, got) {
				require.Equal(t, allowed[0], got, "standard error:\n%s", printed(run, 2))
			}
			hash := run.Hash()
			traces.check(t, s.level+"/"+s.name, hash)
			if !testing.Short() || i%8 == 0 {
				require.Equal(t, hash, simulate(t, s.options(t), s.stdin).Hash(), "run again it leaves another trace")
			}
		})
	}
}

// store writes down what real Node prints, unless that is one of the outcomes
// of a race already.
func (s *conformanceScript) store(t *testing.T) {
	stem := strings.TrimSuffix(s.file, filepath.Ext(s.file))
	real := s.inNode(t)
	if races, _ := filepath.Glob(stem + ".out[0-9]*"); len(races) > 0 {
		require.Contains(t, s.allowed(t), real, "%s: another outcome of the race", s.file)
		return
	}
	if old, err := os.ReadFile(stem + ".out"); err != nil || string(old) != real {
		t.Logf("%s.out changes", stem)
		require.NoError(t, os.WriteFile(stem+".out", []byte(real), 0o644))
	}
}
