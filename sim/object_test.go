package sim

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/sim/trace"
)

func TestLocks(t *testing.T)       { runStories(t, "testdata/lock.txt") }
func TestConditions(t *testing.T)  { runStories(t, "testdata/condition.txt") }
func TestPipes(t *testing.T)       { runStories(t, "testdata/pipe.txt") }
func TestSockets(t *testing.T)     { runStories(t, "testdata/socket.txt") }
func TestDisks(t *testing.T)       { runStories(t, "testdata/disk.txt") }
func TestSwitches(t *testing.T)    { runStories(t, "testdata/switch.txt") }
func TestInheritance(t *testing.T) { runStories(t, "testdata/inherit.txt") }
func TestDeadlocks(t *testing.T)   { runStories(t, "testdata/deadlock.txt") }

// objectMakers are the lines that make objects, such as "mutex L: barging",
// "semaphore S: 2", "pipe P: 4KiB", "disk D: 1". A socket pair P has the ends P/1
// and P/2.
func objectMakers() makers {
	return makers{
		"mutex": func(s *story, name string, args []string) {
			s.objects[name] = s.machine.NewMutexWith(name, MutexRules{
				Barging:    slices.Contains(args, "barging"),
				ErrorCheck: slices.Contains(args, "error-check"),
				Inherit:    slices.Contains(args, "inherit"),
			})
		},
		"condition": func(s *story, name string, _ []string) { s.objects[name] = s.machine.NewCondition(name) },
		"semaphore": func(s *story, name string, args []string) {
			s.objects[name] = s.machine.NewSemaphore(name, int64(s.firstNumber(args)))
		},
		"futex": func(s *story, name string, args []string) {
			s.objects[name] = s.machine.NewFutex(name, int64(s.firstNumber(args)))
		},
		"pipe": func(s *story, name string, args []string) {
			s.objects[name] = s.machine.NewPipe(name, s.firstSize(args))
		},
		"socket-pair": func(s *story, name string, args []string) {
			s.objects[name+"/1"], s.objects[name+"/2"] = s.machine.NewSocketPair(name, s.firstSize(args))
		},
		"listener": func(s *story, name string, args []string) {
			s.objects[name] = s.machine.NewListener(name, s.firstNumber(args))
		},
		"disk": func(s *story, name string, args []string) {
			s.objects[name] = s.machine.NewDisk(name, s.firstNumber(args))
		},
	}
}

func (s *story) firstNumber(args []string) int {
	if len(args) == 0 {
		return 0
	}
	return s.number(args[0])
}

func (s *story) firstSize(args []string) int64 {
	if len(args) == 0 {
		return 0
	}
	return s.size(args[0])
}

// gives lets a process start with an end of a channel, by the words reads, writes
// or has.
func (s *story) gives(spec *ProcessSpec, word, channel string) {
	way := Reading
	if word == "writes" {
		way = Writing
	}
	spec.Descriptors = append(spec.Descriptors, DescriptorSpec{
		Number: 3 + len(spec.Descriptors), Object: s.object(channel), Way: way,
	})
}

// object is an object that a line has made; "nothing" is one that does not exist.
func (s *story) object(name string) trace.ObjectID {
	id, ok := s.objects[name]
	if !ok && name != "nothing" {
		s.t.Fatalf("unknown object %q", name)
	}
	return id
}

// wish is what may stand at the end of an operation: "now" (do not wait), "all",
// or for how long to wait at most.
type wish struct {
	now, all  bool
	timeoutNs int64
}

func (s *story) wish(args []string) (w wish) {
	for _, arg := range args {
		switch arg {
		case "now":
			w.now = true
		case "all":
			w.all = true
		default:
			w.timeoutNs = s.duration(arg)
		}
	}
	return w
}

func way(word string) Way {
	if word == "writing" {
		return Writing
	}
	return Reading
}

func objectOperations() operations {
	return operations{
		"lock": func(s *story, args []string) Operation {
			w := s.wish(args[1:])
			return &Lock{Mutex: s.object(args[0]), NoWait: w.now, TimeoutNs: w.timeoutNs}
		},
		"unlock": func(s *story, args []string) Operation { return &Unlock{Mutex: s.object(args[0])} },
		"wait-on": func(s *story, args []string) Operation {
			return &WaitOn{Condition: s.object(args[0]), Mutex: s.object(args[1]), TimeoutNs: s.wish(args[2:]).timeoutNs}
		},
		"notify": func(s *story, args []string) Operation {
			return &Notify{Condition: s.object(args[0]), All: s.wish(args[1:]).all}
		},
		"down": func(s *story, args []string) Operation {
			w := s.wish(args[1:])
			return &Down{Semaphore: s.object(args[0]), NoWait: w.now, TimeoutNs: w.timeoutNs}
		},
		"up": func(s *story, args []string) Operation { return &Up{Semaphore: s.object(args[0])} },
		"futex-wait": func(s *story, args []string) Operation {
			return &FutexWait{
				Futex: s.object(args[0]), Expected: int64(s.number(args[1])), TimeoutNs: s.wish(args[2:]).timeoutNs,
			}
		},
		"futex-wake": func(s *story, args []string) Operation {
			return &FutexWake{Futex: s.object(args[0]), Count: s.firstNumber(args[1:])}
		},
		"store": func(s *story, args []string) Operation {
			return &FutexStore{Futex: s.object(args[0]), Value: int64(s.number(args[1]))}
		},
		"add": func(s *story, args []string) Operation {
			return &FutexAdd{Futex: s.object(args[0]), Delta: int64(s.number(args[1]))}
		},
		"send": func(s *story, args []string) Operation {
			w := s.wish(args[2:])
			return &Send{Channel: s.object(args[0]), Bytes: s.size(args[1]), NoWait: w.now, TimeoutNs: w.timeoutNs}
		},
		"receive": func(s *story, args []string) Operation {
			w := s.wish(args[2:])
			return &Receive{
				Channel: s.object(args[0]), Bytes: s.size(args[1]), All: w.all, NoWait: w.now, TimeoutNs: w.timeoutNs,
			}
		},
		"open": func(s *story, args []string) Operation {
			return &Open{Channel: s.object(args[0]), Way: way(args[1])}
		},
		"shut": func(s *story, args []string) Operation {
			return &CloseChannel{Channel: s.object(args[0]), Way: way(args[1])}
		},
		"listen": func(s *story, args []string) Operation { return &Listen{Listener: s.object(args[0])} },
		"connect": func(s *story, args []string) Operation {
			w := s.wish(args[1:])
			return &Connect{Listener: s.object(args[0]), NoWait: w.now, TimeoutNs: w.timeoutNs}
		},
		"accept": func(s *story, args []string) Operation {
			w := s.wish(args[1:])
			return &Accept{Listener: s.object(args[0]), NoWait: w.now, TimeoutNs: w.timeoutNs}
		},
		"access": func(s *story, args []string) Operation {
			if strings.HasSuffix(args[1], "s") {
				return &Access{Disk: s.object(args[0]), Ns: s.duration(args[1])}
			}
			return &Access{Disk: s.object(args[0]), Bytes: s.size(args[1])}
		},
	}
}

// A disk's time for a request is its latency and the bytes at its speed, rounded
// up, whatever the sizes.
func TestDiskServiceTime(t *testing.T) {
	for _, c := range []struct{ latencyNs, bytesPerSecond, bytes, wantNs int64 }{
		{100_000, 500_000_000, 4096, 108_192},
		{0, 3, 1, 333_333_334},
		{0, 10_000_000_000, 1, 1},
		{5, 0, 1 << 40, 5},
		{5, 1000, 0, 5},
		{0, math.MaxInt64, math.MaxInt64, trace.Second},
		{7, 1, math.MaxInt64, math.MaxInt64 / 4},
	} {
		d := disk{rules: DiskRules{LatencyNs: c.latencyNs, BytesPerSecond: c.bytesPerSecond}}
		require.Equal(t, c.wantNs, d.serviceNs(c.bytes), "%+v", c)
	}
}
