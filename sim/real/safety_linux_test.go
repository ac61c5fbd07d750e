package real

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// shell is the spec of a shell program, within limits that are soon reached.
func shell(program string) Spec {
	limits := DefaultLimits()
	limits.Wall, limits.Processes, limits.MemoryBytes, limits.OutputBytes = 20*time.Second, 24, 200<<20, 64<<10
	return Spec{Command: []string{"/bin/sh", "-c", program}, Environment: os.Environ(), Exact: true, Limits: limits}
}

// marked lists the living processes that have a mark in their environment, which
// everybody inherits, wherever they hide.
func marked(mark string) []int {
	var found []int
	entries, _ := os.ReadDir("/proc")
	for _, entry := range entries {
		process, err := strconv.Atoi(entry.Name())
		if err != nil || process == os.Getpid() {
			continue
		}
		environment, err := os.ReadFile("/proc/" + entry.Name() + "/environ")
		if err == nil && strings.Contains(string(environment), mark) && !isZombie(process) {
			found = append(found, process)
		}
	}
	return found
}

// stillMarked waits until nobody has a mark any more, and lists who has it when
// time is up. One look is not enough: a process has no environment for a moment
// while it becomes another program (execve(2)), and hides from that look.
func stillMarked(mark string, most time.Duration) []int {
	var found []int
	begun := time.Now()
	for quiet := 0; quiet < 10 && time.Since(begun) < most; quiet++ {
		if found = marked(mark); len(found) > 0 {
			quiet = -1
		}
		time.Sleep(5 * time.Millisecond)
	}
	return found
}

// childrenIn lists the children of a process that play a role already. Others are
// copies on their way to it, or what Go's runtime tries clone(2) with.
func childrenIn(process int, role string) []int {
	return slices.DeleteFunc(childrenOf(process), func(child int) bool {
		line, _ := os.ReadFile("/proc/" + strconv.Itoa(child) + "/cmdline")
		return !strings.Contains(string(line), role)
	})
}

// stubborn is a program whose processes ignore every signal that can be ignored,
// leave the group, and never end.
const stubborn = `trap "" TERM INT HUP
setsid sh -c 'trap "" TERM INT HUP; sleep 300 & sleep 300' &
sh -c 'trap "" TERM; sleep 300 & wait' &
wait; sleep 300`

const markVariable = "TIMESLICE_TEST_MARK"

// app is what the tests kill: a program that runs something stubborn for real.
func app() int {
	spec := shell(stubborn)
	spec.Limits.Wall = time.Minute
	Run(context.Background(), spec, nil, nil)
	return 0
}

// TestNothingIsLeftBehind kills, at a random moment, the app, the guard, the
// supervisor, or the app and one of them, and sees all they had started go.
func TestNothingIsLeftBehind(t *testing.T) {
	trials := 100
	if testing.Short() {
		trials = 10
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	chance := rand.New(rand.NewPCG(seed, 0))
	longest := time.Duration(0)
	for trial := range trials {
		mark := fmt.Sprintf("%s=%d-%d", markVariable, seed, trial)
		own, err := os.Executable()
		require.NoError(t, err)
		victim := exec.Command(own, appRole)
		victim.Env = append(os.Environ(), mark)
		require.NoError(t, victim.Start())
		time.Sleep(time.Duration(chance.Int64N(int64(120 * time.Millisecond))))
		victims := []int{victim.Process.Pid}
		whom := chance.IntN(5)
		guards := childrenIn(victim.Process.Pid, guardRole)
		var supervisors []int
		if len(guards) > 0 {
			supervisors = childrenIn(guards[0], superviseRole)
		}
		switch whom {
		case 1:
			victims = append(victims, guards...)
		case 2:
			victims = append(victims, supervisors...)
		case 3:
			if len(guards) > 0 {
				victims = guards
			}
		case 4:
			if len(supervisors) > 0 {
				victims = supervisors
			}
		}
		for _, process := range victims {
			unix.Kill(process, unix.SIGKILL)
		}
		killed := time.Now()
		victim.Wait()
		left := stillMarked(mark, 30*time.Second)
		longest = max(longest, time.Since(killed))
		for _, process := range left {
			unix.Kill(process, unix.SIGKILL)
		}
		require.Empty(t, left, "trial %d of kind %d", trial, whom)
		require.Less(t, longest, time.Minute/2, "trial %d of kind %d: only the limit ended it", trial, whom)
	}
	t.Logf("%d trials; everything was gone after %v at most", trials, longest)
}

// TestLimitsEndWhatDoesNotEnd: too many processes, too much memory, too much time,
// each with signals ignored; and output without an end, which ends nothing.
func TestLimitsEndWhatDoesNotEnd(t *testing.T) {
	for _, c := range []struct {
		name, program string
		change        func(*Limits)
		limit         Limit
	}{
		{"processes", `trap "" TERM; while :; do sleep 300 & done`, nil, LimitProcesses},
		{"processes that leave the group", `while :; do setsid sh -c 'trap "" TERM; sleep 300' & done`, nil, LimitProcesses},
		{"time", stubborn, func(l *Limits) { l.Wall = 300 * time.Millisecond }, LimitWall},
		{"memory", `head -c 600000000 /dev/zero | tail -c 590000000 | sleep 300`, nil, LimitMemory},
		{"CPU time", `while :; do :; done`, func(l *Limits) { l.CPU = time.Second }, LimitCPU},
	} {
		t.Run(c.name, func(t *testing.T) {
			mark := fmt.Sprintf("%s=%d-%s", markVariable, time.Now().UnixNano(), strings.ReplaceAll(c.name, " ", "-"))
			spec := shell(c.program)
			spec.Environment = append(spec.Environment, mark)
			if c.change != nil {
				c.change(&spec.Limits)
			}
			history, err := Run(context.Background(), spec, nil, nil)
			require.NoError(t, err)
			limit, _ := history.Stopped()
			require.Equal(t, c.limit, limit)
			require.NotEqual(t, -1, history.Ended.Code, "somebody else waited for the program")
			require.NotEqual(t, 0, history.Ended.Signal+history.Ended.Code) // a shell that cannot fork any more exits
			require.Empty(t, marked(mark))
			require.NoError(t, history.Trace(c.name, "").Validate())
		})
	}
}

func TestAFloodIsCappedAndNobodyWaits(t *testing.T) {
	history, err := Run(context.Background(), shell(`head -c 20000000 /dev/zero | tr '\0' 'x'; echo over >&2; exit 5`), nil, nil)
	require.NoError(t, err)
	require.Equal(t, 5, history.Ended.Code)
	require.LessOrEqual(t, len(history.Text(1)), 64<<10)
	require.Equal(t, []Trouble{{Limit: LimitOutput}}, history.Troubles)
}

func TestCancellingEndsEverything(t *testing.T) {
	mark := fmt.Sprintf("%s=%d-cancel", markVariable, time.Now().UnixNano())
	spec := shell(stubborn)
	spec.Environment = append(spec.Environment, mark)
	ctx, cancel := context.WithCancel(context.Background())
	history, err := Run(ctx, spec, nil, func(r *Report) {
		if r.Sample != nil {
			cancel()
		}
	})
	require.NoError(t, err)
	limit, _ := history.Stopped()
	require.Equal(t, LimitCancelled, limit)
	require.Empty(t, marked(mark))
}

// TestChildrenAreRecorded: who started whom, and that they ended.
func TestChildrenAreRecorded(t *testing.T) {
	history, err := Run(context.Background(), shell(`sleep 0.02 & sh -c 'sleep 0.01; exit 3'; wait`), nil, nil)
	require.NoError(t, err)
	if history.Started.Tier != Exact {
		t.Skipf("beginnings and ends of children are seen in the exact tier only: %s", history.Started.Refused)
	}
	recorded := history.Trace("children", "")
	require.NoError(t, recorded.Validate())
	m := recorded.Metrics()
	var names []string
	for _, p := range m.Processes {
		names = append(names, fmt.Sprintf("%d<%d %s", p.Process, p.Parent, p.Name))
	}
	require.Len(t, names, 4, "%v", names)
	require.Equal(t, 3, strings.Count(strings.Join(names, "\n"), "sleep")+strings.Count(strings.Join(names[1:], "\n"), " sh"), "%v", names)
}
