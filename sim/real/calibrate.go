//go:build !js

package real

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	_ "embed"
)

//go:embed calibrate.js
var calibrateScript []byte

// Calibration is what things cost on this computer: nanoseconds of CPU time, 0
// for what could not be measured.
type Calibration struct {
	System, Node string
	Cores        int

	SwitchNs, SyscallNs, ThreadStartNs, SpawnNs int64
	PipeNs, SocketNs, CopyPerKiBNs              int64
	PageFaultNs, CopyOnWriteNs                  int64
	NodeStartNs, NodeBytes                      int64
	StatementNs, WorkerStartNs, LoadPerKiBNs    int64
	Pbkdf2Ns, Pbkdf2Sha2Ns                      int64 // an iteration, with sha512 and with sha256

	// ForeignPercent is how much of the cores other programs had meanwhile;
	// SpreadPercent how far the repeats of one measurement were apart.
	ForeignPercent, SpreadPercent int64
}

// Beyond these a calibration is told to be doubtful, or refused.
const (
	DoubtfulPercent = 15
	RefusedPercent  = 60
)

// repeats is how often each thing is measured. Of what the kernel does the least
// counts, as everything that disturbs makes it more. Of what Node does the middle
// counts: it takes so long that the runs which are to be foretold are disturbed as
// much.
const repeats = 5

// Calibrate measures this computer, in about three seconds, or without Node, if it is
// the zero one, in less than one. progress is told how much of it is done, in percent.
// Node is measured with the environment that the runs have which are to be foretold, nil
// for this program's own: one variable that names a file of certificates can double the
// CPU time of its start.
func Calibrate(ctx context.Context, node Node, environment []string, progress func(percent int)) (*Calibration, error) {
	c := &Calibration{System: runtime.GOOS + "/" + runtime.GOARCH, Node: node.Version, Cores: runtime.NumCPU()}
	busyBefore, idleBefore := coreTimes()
	own := processCPU()
	lockThread()
	defer runtime.UnlockOSThread()
	steps := []func() error{
		func() error { return c.measureKernel() },
		func() error { return c.measureSpawn(ctx) },
	}
	if node.Path != "" {
		steps = append(steps, func() error { return c.measureNodeStart(ctx, node, environment) },
			func() error { return c.measureJavaScript(ctx, node, environment) })
	}
	for i, step := range steps {
		progress(i * 100 / len(steps))
		if err := step(); err != nil {
			return nil, err
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	progress(100)
	busyAfter, idleAfter := coreTimes()
	if busy, idle := busyAfter-busyBefore, idleAfter-idleBefore; busy+idle > 0 {
		c.ForeignPercent = max(0, busy-(processCPU()-own)) * 100 / (busy + idle)
	}
	return c, nil
}

// least is the least CPU time of this thread that a turn takes, of some repeats of
// so many turns.
func least(turns int, turn func() error) (int64, error) {
	best := int64(1) << 62
	for range repeats {
		before := threadCPU()
		for range turns {
			if err := turn(); err != nil {
				return 0, err
			}
		}
		best = min(best, (threadCPU()-before)/int64(turns))
	}
	return best, nil
}

// measureSpawn measures starting a process and waiting for it: this binary, which
// ends at once.
func (c *Calibration) measureSpawn(ctx context.Context) error {
	name, err := exec.LookPath("true")
	if err != nil {
		return nil // a system without it keeps the preset's
	}
	best := int64(1) << 62
	for range repeats * 2 {
		command := exec.CommandContext(ctx, name)
		before := processCPU()
		if err := command.Run(); err != nil {
			return nil
		}
		own := processCPU() - before
		best = min(best, own+int64(command.ProcessState.UserTime()+command.ProcessState.SystemTime()))
	}
	c.SpawnNs = best
	return nil
}

// measureNodeStart measures Node with nothing to do. The first start is not
// counted: it finds cold caches.
func (c *Calibration) measureNodeStart(ctx context.Context, node Node, environment []string) error {
	var starts []int64
	for i := range repeats + 1 {
		command := exec.CommandContext(ctx, node.Path, "-e", "0")
		command.Env = environment
		if err := command.Run(); err != nil {
			return problem(NoStart, err)
		}
		ended := endOf(command, nil)
		if i > 0 && ended.CPUNs > 0 {
			starts = append(starts, ended.CPUNs)
		}
	}
	if len(starts) > 0 {
		c.NodeStartNs = middle(starts)
	}
	return nil
}

// middle is the median of some measurements.
func middle[T cmp.Ordered](values []T) T {
	return slices.Sorted(slices.Values(values))[len(values)/2]
}

// workerPages is how many pages a worker writes to first, and workerEndNs what its end
// takes, for which the model lets it pay besides its start.
const (
	workerPages = 8 << 20 / pageBytes
	workerEndNs = 1_300_000
)

const pageBytes = 4096

// What the module http of Node 20 brings along, for which the model lets it pay by size
// and by pages.
const (
	httpKiB   = 426
	httpPages = httpKiB / 2
)

// measureJavaScript lets Node measure itself.
func (c *Calibration) measureJavaScript(ctx context.Context, node Node, environment []string) error {
	folder, err := os.MkdirTemp("", "timeslice-")
	if err != nil {
		return problem(NoStart, err)
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "calibrate.js")
	if err := os.WriteFile(file, calibrateScript, 0o600); err != nil {
		return problem(NoStart, err)
	}
	command := exec.CommandContext(ctx, node.Path, file)
	command.Env = environment
	said, err := command.Output()
	if err != nil {
		return problem(NoStart, err)
	}
	var measured struct {
		Resident, HTTP                        int64
		Statement, Pbkdf2, Pbkdf2Sha2, Worker []float64
	}
	if err := json.Unmarshal(said, &measured); err != nil || len(measured.Statement) == 0 || len(measured.Pbkdf2) == 0 || len(measured.Pbkdf2Sha2) == 0 {
		return problem(Unreadable, fmt.Errorf("node's measurements: %q", said))
	}
	c.NodeBytes = measured.Resident
	c.LoadPerKiBNs = max(1, (measured.HTTP-httpPages*c.PageFaultNs)/httpKiB)
	c.StatementNs = max(1, int64(middle(measured.Statement)+0.5))
	c.Pbkdf2Ns, c.Pbkdf2Sha2Ns = int64(middle(measured.Pbkdf2)), int64(middle(measured.Pbkdf2Sha2))
	if len(measured.Worker) > 0 {
		c.WorkerStartNs = max(1, int64(middle(measured.Worker))-workerPages*c.PageFaultNs-workerEndNs)
	}
	c.SpreadPercent = int64((middle(measured.Pbkdf2)/slices.Min(measured.Pbkdf2) - 1) * 100)
	return nil
}

// Preset is the calibration as the keys of a scenario's section machine: what was
// measured, over the preset laptop.
func (c *Calibration) Preset() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# What things cost on this computer, measured by timeslice calibrate.\n# %s, %d cores, Node.js %s; other programs had %d%% of the cores meanwhile.\n",
		c.System, c.Cores, c.Node, c.ForeignPercent)
	line := func(key string, ns int64) {
		if ns > 0 {
			fmt.Fprintf(&b, "%s: %dns\n", key, ns)
		}
	}
	line("switch-cost", c.SwitchNs)
	b.WriteString("costs:\n")
	line("  syscall", c.SyscallNs)
	line("  thread-start", c.ThreadStartNs)
	line("  spawn", c.SpawnNs)
	line("  pipe", c.PipeNs)
	line("  socket", c.SocketNs)
	line("  copy-per-kib", c.CopyPerKiBNs)
	line("  page-fault", c.PageFaultNs)
	line("  copy-on-write", c.CopyOnWriteNs)
	if c.NodeStartNs > 0 {
		b.WriteString("node:\n")
	}
	line("  start", c.NodeStartNs)
	line("  load-per-kib", c.LoadPerKiBNs)
	line("  statement", c.StatementNs)
	line("  pbkdf2", c.Pbkdf2Ns)
	line("  hash-pbkdf2-sha2", c.Pbkdf2Sha2Ns)
	line("  worker-start", c.WorkerStartNs)
	if c.NodeBytes > 0 {
		fmt.Fprintf(&b, "  resident: %dKiB\n", c.NodeBytes>>10)
	}
	return b.String()
}

// Doubt reports whether a calibration is worth little, or nothing.
func (c *Calibration) Doubt() (doubtful, refused bool) {
	worse := max(c.ForeignPercent, c.SpreadPercent)
	return worse > DoubtfulPercent, worse > RefusedPercent
}

// patienceForCalibration bounds a calibration that hangs.
const patienceForCalibration = time.Minute

// CalibrationContext bounds a calibration by time.
func CalibrationContext(parent context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(parent, patienceForCalibration)
}
