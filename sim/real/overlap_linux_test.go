package real

import (
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"timeslice/sim/real/worker"
)

// stretch is a time during which a thread has a core.
type stretch struct {
	core        int
	since, till int64
}

// kernelTrace records with the kernel's own scheduling trace, in a buffer of its own,
// what do does, and returns when each thread had which core. It skips the test where
// that is not allowed, or not asked for: a kernel (6.18, in a virtual machine) with
// both that trace and perf's records on was seen to hold a process for ever.
func kernelTrace(t *testing.T, do func()) map[int][]stretch {
	if os.Getenv("TIMESLICE_TRACEFS") == "" {
		t.Skip("TIMESLICE_TRACEFS=1 compares with the kernel's own scheduling trace, which can hang a kernel")
	}
	root := "/sys/kernel/tracing"
	if _, err := os.Stat(root + "/instances"); err != nil {
		root = t.TempDir()
		if err := unix.Mount("nodev", root, "tracefs", 0, ""); err != nil {
			t.Skipf("tracefs is not there and cannot be mounted, which needs root: %v", err)
		}
		t.Cleanup(func() { unix.Unmount(root, unix.MNT_DETACH) })
	}
	buffer := filepath.Join(root, "instances", "timeslice-test-"+strconv.Itoa(os.Getpid()))
	if err := os.Mkdir(buffer, 0o700); err != nil {
		t.Skipf("tracefs gives no buffer, which needs root: %v", err)
	}
	t.Cleanup(func() { os.Remove(buffer) })
	set := func(file, value string) {
		require.NoError(t, os.WriteFile(filepath.Join(buffer, file), []byte(value), 0))
	}
	set("trace_clock", "mono")
	set("buffer_size_kb", "16384")
	set("events/sched/sched_switch/enable", "1")
	do()
	set("events/sched/sched_switch/enable", "0")
	file, err := os.Open(filepath.Join(buffer, "trace"))
	require.NoError(t, err)
	defer file.Close()
	line := regexp.MustCompile(`\[(\d+)\].* (\d+)\.(\d{6}): sched_switch:.* prev_pid=(\d+) .*next_pid=(\d+) `)
	on, found := map[int]stretch{}, map[int][]stretch{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		m := line.FindStringSubmatch(lines.Text() + " ")
		if m == nil {
			continue
		}
		at := number(m[2])*1_000_000_000 + number(m[3])*1000
		from, to := int(number(m[4])), int(number(m[5]))
		if s, known := on[from]; known {
			s.till = at
			found[from] = append(found[from], s)
			delete(on, from)
		}
		on[to] = stretch{core: int(number(m[1])), since: at}
	}
	return found
}

// seen is when each thread had which core by the recorder's records.
func (h *History) seen() map[int][]stretch {
	on, found := map[int]stretch{}, map[int][]stretch{}
	for i := range h.Switches {
		s := &h.Switches[i]
		switch s.What {
		case CameIn:
			on[s.Thread] = stretch{core: s.Core, since: s.Ns}
		case Blocked, LostCore, Exited:
			if before, known := on[s.Thread]; known {
				before.till = s.Ns
				found[s.Thread] = append(found[s.Thread], before)
				delete(on, s.Thread)
			}
		}
	}
	return found
}

// lives is from when to when each thread of a workload did its work.
func (h *History) lives() map[int]stretch {
	found := map[int]stretch{}
	for i := range h.Work {
		switch e := &h.Work[i]; e.What {
		case worker.Thread:
			found[e.Thread] = stretch{since: e.Ns}
		case worker.ThreadAt:
			found[e.Thread] = stretch{since: found[e.Thread].since, till: e.Ns}
		}
	}
	return found
}

// cut is what of some stretches lies within another.
func cut(row []stretch, within stretch) []stretch {
	var left []stretch
	for _, s := range row {
		if s.till > within.since && s.since < within.till {
			left = append(left, stretch{s.core, max(s.since, within.since), min(s.till, within.till)})
		}
	}
	return left
}

// sharedNs is for how long both say that a thread has the same core.
func sharedNs(a, b []stretch) int64 {
	total := int64(0)
	for _, x := range a {
		for _, y := range b {
			if x.core == y.core {
				total += max(0, min(x.till, y.till)-max(x.since, y.since))
			}
		}
	}
	return total
}

func lengthNs(row []stretch) int64 {
	total := int64(0)
	for _, s := range row {
		total += s.till - s.since
	}
	return total
}

// edgeNs is how far the two can be apart at the end of a stretch: they look at a switch
// at different points of it, and what the kernel does between the two takes longer when
// the computer is busy.
const edgeNs = 10_000

// TestTheExactTierIsTheKernelsOwn: of the time that the kernel's scheduling trace
// gives the threads of a workload, the exact tier has at least 99 % on the same core
// at the same time, and gives them no more than that.
func TestTheExactTierIsTheKernelsOwn(t *testing.T) {
	var history *History
	truth := kernelTrace(t, func() {
		history, _ = carryOut(t, `
processes:
  - {name: Server, threads: [{name: T, count: 4, run: [cpu 60ms]}]}
  - {name: Short, run: [repeat 30, [cpu 1ms, sleep 1ms]]}`, true)
	})
	if history.Started.Tier != Exact {
		t.Skipf("the exact tier is not allowed here: %s", history.Started.Refused)
	}
	require.Zero(t, history.Lost)
	seen, lives := history.seen(), history.lives()
	var real, told, both, stretches int64
	for thread, life := range lives {
		within, row := cut(truth[thread], life), cut(seen[thread], life)
		stretches += int64(len(within))
		real += lengthNs(within)
		told += lengthNs(row)
		both += sharedNs(within, row)
	}
	t.Logf("%d threads, %d stretches; %.2f %% of the kernel's %d ms are told, %.2f %% of what is told is right; the recorder used %.2f %% of a core",
		len(lives), stretches, float64(both)*100/float64(real), real/1_000_000, float64(both)*100/float64(told),
		float64(history.Ended.RecorderNs)*100/float64(history.Ended.Ns-history.Started.Ns))
	require.Greater(t, real, int64(200_000_000))
	require.GreaterOrEqual(t, both+stretches*edgeNs, real*99/100)
	require.GreaterOrEqual(t, both+stretches*edgeNs, told*99/100)
}

// gapEdgeNs is what a thread loses of its own time in a gap: the kernel's work of
// switching is on its account, and its first steps after it find cold caches.
const gapEdgeNs = 50_000

// TestSelfMeasuredIsNearTheKernelsOwn: what the threads of a workload see in their own
// clocks is at least 95 % of what the kernel recorded of them, of the time in which
// they compute.
func TestSelfMeasuredIsNearTheKernelsOwn(t *testing.T) {
	history, _ := carryOut(t, `
processes:
  - {name: Server, threads: [{name: T, count: 4, run: [cpu 80ms]}]}`, true)
	if history.Started.Tier != Exact {
		t.Skipf("the exact tier is not allowed here: %s", history.Started.Refused)
	}
	exact := history.seen()
	own := map[int][]stretch{}
	var real, both, told, gaps int64
	for i := range history.Work {
		e := &history.Work[i]
		if e.What != worker.Computed {
			continue
		}
		row := []stretch{{since: e.Ns, till: e.A}}
		for j := range history.Work {
			if g := &history.Work[j]; g.What == worker.Gap && g.Thread == e.Thread && g.Ns >= e.Ns && g.A <= e.A {
				gaps++
				last := &row[len(row)-1]
				row = append(row, stretch{since: g.A, till: last.till})
				row[len(row)-2].till = g.Ns
			}
		}
		own[e.Thread] = row
		within := cut(exact[e.Thread], stretch{since: e.Ns, till: e.A})
		for i := range within { // the core is not what is compared
			within[i].core = 0
		}
		real, told, both = real+lengthNs(within), told+lengthNs(row), both+sharedNs(within, row)
	}
	t.Logf("%.2f %% of the kernel's %d ms are seen, %.2f %% of what is seen is right", float64(both)*100/float64(real), real/1_000_000, float64(both)*100/float64(told))
	require.Len(t, own, 4)
	require.GreaterOrEqual(t, both+gaps*gapEdgeNs, real*95/100)
}
