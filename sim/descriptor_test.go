package sim

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

func TestContents(t *testing.T)     { runStories(t, "testdata/contents.txt") }
func TestAddresses(t *testing.T)    { runStories(t, "testdata/address.txt") }
func TestConnections(t *testing.T)  { runStories(t, "testdata/connection.txt") }
func TestDatagrams(t *testing.T)    { runStories(t, "testdata/datagram.txt") }
func TestPollSets(t *testing.T)     { runStories(t, "testdata/poll.txt") }
func TestDevices(t *testing.T)      { runStories(t, "testdata/device.txt") }
func TestLaunches(t *testing.T)     { runStories(t, "testdata/launch.txt") }
func TestProcessTable(t *testing.T) { runStories(t, "testdata/table.txt") }

// address reads "127.0.0.1:80", "[::1]:80", ":80" for 127.0.0.1, "/path", "@name", "none".
func (s *story) address(text string) Address {
	switch {
	case text == "none":
		return Address{}
	case strings.HasPrefix(text, "@"):
		return Address{Path: "\x00" + text[1:]}
	case strings.HasPrefix(text, ":"):
		return Loopback(uint16(s.number(text[1:])))
	}
	if at, err := netip.ParseAddrPort(text); err == nil {
		return Address{IP: at.Addr(), Port: at.Port()}
	}
	return Address{Path: text}
}

func readiness(word string) Readiness {
	return map[string]Readiness{"reading": Readable, "writing": Writable, "both": Readable | Writable}[word]
}

// text is a word, or a hundred of it for "100*x".
func (s *story) text(word string) []byte {
	if count, what, ok := strings.Cut(word, "*"); ok {
		if byte, err := strconv.Unquote(`"` + what + `"`); err == nil {
			what = byte
		}
		return []byte(strings.Repeat(what, s.number(count)))
	}
	return []byte(word)
}

// descriptorOperations are about descriptors by number; "got" prints what the operation
// before gave besides its result, "both" its two results.
func descriptorOperations() operations {
	return operations{
		"got":  func(*story, []string) Operation { return tellGot{} },
		"both": func(*story, []string) Operation { return tellBoth{} },
		"make-pipe": func(_ *story, args []string) Operation {
			return &MakePipe{Name: args[0], CloseOnExec: slices.Contains(args, "close-on-exec")}
		},
		"make-pair": func(_ *story, args []string) Operation { return &MakeSocketPair{Name: args[0]} },
		"socket": func(_ *story, args []string) Operation {
			sorts := map[string]SocketSort{"tcp": TCPSocket, "udp": UDPSocket, "unix": UnixSocket}
			return &OpenSocket{Sort: sorts[args[0]], Name: strings.Join(args[1:], " ")}
		},
		"bind": func(s *story, args []string) Operation {
			return &Bind{
				Descriptor: s.number(args[0]), To: s.address(args[1]),
				Reuse: slices.Contains(args, "reuse"), OnlyIPv6: slices.Contains(args, "only-ipv6"),
			}
		},
		"listen-on": func(s *story, args []string) Operation {
			return &ListenOn{Descriptor: s.number(args[0]), Backlog: s.number(args[1])}
		},
		"connect-to": func(s *story, args []string) Operation {
			w := s.wish(args[2:])
			return &ConnectTo{Descriptor: s.number(args[0]), To: s.address(args[1]), NoWait: w.now, TimeoutNs: w.timeoutNs}
		},
		"accept-from": func(s *story, args []string) Operation {
			w := s.wish(args[1:])
			return &AcceptFrom{Descriptor: s.number(args[0]), NoWait: w.now, TimeoutNs: w.timeoutNs}
		},
		"say": func(s *story, args []string) Operation {
			send := &Send{Descriptor: s.number(args[0]), Data: s.text(args[1])}
			for i, word := range args[2:] {
				switch {
				case word == "now":
					send.NoWait = true
				case word == "pass":
					for _, number := range args[2+i+1:] {
						send.Pass = append(send.Pass, s.number(number))
					}
					return send
				default:
					send.TimeoutNs = s.duration(word)
				}
			}
			return send
		},
		"pour": func(s *story, args []string) Operation {
			return &Send{Descriptor: s.number(args[0]), Bytes: s.size(args[1]), NoWait: s.wish(args[2:]).now}
		},
		"hear": func(s *story, args []string) Operation {
			w := s.wish(args[2:])
			return &Receive{
				Descriptor: s.number(args[0]), Bytes: s.size(args[1]), All: w.all, NoWait: w.now, TimeoutNs: w.timeoutNs,
			}
		},
		"read": func(s *story, args []string) Operation {
			return &Read{Descriptor: s.number(args[0]), Bytes: s.size(args[1]), NoWait: s.wish(args[2:]).now}
		},
		"write": func(s *story, args []string) Operation {
			return &Write{Descriptor: s.number(args[0]), Data: s.text(args[1]), NoWait: s.wish(args[2:]).now}
		},
		"send-to": func(s *story, args []string) Operation {
			return &SendTo{Descriptor: s.number(args[0]), To: s.address(args[1]), Data: s.text(args[2])}
		},
		"receive-from": func(s *story, args []string) Operation {
			w := s.wish(args[2:])
			return &ReceiveFrom{
				Descriptor: s.number(args[0]), Bytes: s.size(args[1]), NoWait: w.now, TimeoutNs: w.timeoutNs,
			}
		},
		"broadcast": func(s *story, args []string) Operation {
			return &SetBroadcast{Descriptor: s.number(args[0]), On: true}
		},
		"shut-down": func(s *story, args []string) Operation {
			ways := readiness(args[1])
			return &ShutDown{Descriptor: s.number(args[0]), Reading: ways&Readable != 0, Writing: ways&Writable != 0}
		},
		"reset":      func(s *story, args []string) Operation { return &Close{Descriptor: s.number(args[0]), Reset: true} },
		"take-error": func(s *story, args []string) Operation { return &TakeError{Descriptor: s.number(args[0])} },
		"unlink":     func(_ *story, args []string) Operation { return &Unlink{Path: args[0]} },
		"addresses":  func(s *story, args []string) Operation { return tellAddresses{s.number(args[0])} },
		"poll-set":   func(_ *story, args []string) Operation { return &OpenPollSet{Name: args[0]} },
		"watch": func(s *story, args []string) Operation {
			w := &Watch{Set: s.number(args[0]), Descriptor: s.number(args[1]), For: readiness(args[2])}
			w.Token = int64(w.Descriptor)
			return w
		},
		"await": func(s *story, args []string) Operation {
			wait := &awaitFor{set: s.number(args[0]), until: trace.Never}
			for _, word := range args[1:] {
				switch {
				case word == "now":
					wait.until = 0
				case strings.HasSuffix(word, "s"):
					wait.until = trace.Time(s.duration(word))
				default:
					wait.most = s.number(word)
				}
			}
			return wait
		},
		"counter": func(_ *story, args []string) Operation { return &OpenEventCounter{Name: args[0]} },
		"raise":   func(s *story, args []string) Operation { return raises{s.number(args[0])} },
		"wake":    func(_ *story, args []string) Operation { return wakes{args[0]} },
		"null":    func(*story, []string) Operation { return &OpenDevice{Device: Null{}, Name: "/dev/null"} },
		"file": func(_ *story, args []string) Operation {
			return &openMemory{name: args[0], text: strings.Join(args[1:], " ")}
		},
		"limit": func(s *story, args []string) Operation { return &SetDescriptorLimit{Descriptors: s.number(args[0])} },
		"keep": func(s *story, args []string) Operation {
			return &SetCloseOnExec{Descriptor: s.number(args[0]), On: slices.Contains(args, "not")}
		},
		"launch": func(s *story, args []string) Operation { return &launchByName{s: s, args: args} },
		"ps":     func(*story, []string) Operation { return &listsProcesses{} },
	}
}

// tellGot prints what the operation before gave besides its result.
type tellGot struct{}

func (tellGot) CPUNs(*Machine, *Thread) int64 { return 0 }

func (tellGot) Do(m *Machine, t *Thread) Progress {
	text := fmt.Sprintf("got %d", t.Result)
	if t.Errno != 0 {
		text = "fails with " + t.Errno.String()
	}
	if len(t.Data) > 0 {
		data := string(t.Data)
		if len(data) > 40 {
			data = data[:40] + "…"
		}
		text += fmt.Sprintf(" %q", data)
	}
	if len(t.Passed) > 0 {
		text += fmt.Sprint(" passed ", t.Passed)
	}
	if !t.From.IsZero() {
		text += " from " + t.From.String()
	}
	for _, e := range t.Events {
		text += fmt.Sprintf(" %d:%s", e.Token, describeReadiness(e.Ready))
	}
	t.Data, t.Passed, t.From, t.Events = nil, nil, Address{}, nil
	return (&Print{Descriptor: 1, Text: text}).Do(m, t)
}

// tellBoth prints the two results of the operation before.
type tellBoth struct{}

func (tellBoth) CPUNs(*Machine, *Thread) int64 { return 0 }

func (tellBoth) Do(m *Machine, t *Thread) Progress {
	return (&Print{Descriptor: 1, Text: fmt.Sprintf("got %d and %d", t.Result, t.Second)}).Do(m, t)
}

func describeReadiness(r Readiness) string {
	var words []string
	for i, word := range []string{"readable", "writable", "peer-closed", "hung-up", "failed"} {
		if r&(1<<i) != 0 {
			words = append(words, word)
		}
	}
	return strings.Join(words, "+")
}

// tellAddresses prints how a socket is called.
type tellAddresses struct{ descriptor int }

func (tellAddresses) CPUNs(*Machine, *Thread) int64 { return 0 }

func (a tellAddresses) Do(m *Machine, t *Thread) Progress {
	local, _ := t.Process.LocalAddress(a.descriptor)
	remote, connected := t.Process.PeerAddress(a.descriptor)
	text := "is " + local.String()
	if connected {
		text += " with " + remote.String()
	}
	return (&Print{Descriptor: 1, Text: text}).Do(m, t)
}

// awaitFor waits at a poll set until an instant of the story.
type awaitFor struct {
	set, most int
	until     trace.Time
}

func (a *awaitFor) wait() *PollWait { return &PollWait{Set: a.set, Most: a.most, Until: a.until} }

func (a *awaitFor) CPUNs(m *Machine, t *Thread) int64 { return a.wait().CPUNs(m, t) }
func (a *awaitFor) Do(m *Machine, t *Thread) Progress {
	t.Data, t.From = nil, Address{}
	return a.wait().Do(m, t)
}

// raises adds to an event counter from inside an operation.
type raises struct{ descriptor int }

func (raises) CPUNs(*Machine, *Thread) int64 { return 0 }

func (r raises) Do(m *Machine, t *Thread) Progress {
	t.succeed(0)
	if !m.Raise(t, r.descriptor, t.lastFact) {
		m.fail(t, EBADF, "raise", 0)
	}
	return Continue
}

// wakes ends the wait of the first thread of a process.
type wakes struct{ name string }

func (wakes) CPUNs(*Machine, *Thread) int64 { return 0 }

func (w wakes) Do(m *Machine, t *Thread) Progress {
	m.Wake(m.FindProcess(w.name).threads[0], trace.ReasonPoll, t.lastFact)
	return Continue
}

// memoryFile is a device: a text that can be read and written at one place.
type memoryFile struct {
	text   []byte
	at     int
	closed bool
}

func (f *memoryFile) Read(_ *Machine, _ *Thread, bytes int64) ([]byte, Errno) {
	count := min(int(bytes), len(f.text)-f.at)
	f.at += count
	return f.text[f.at-count : f.at], 0
}

func (f *memoryFile) Write(_ *Machine, _ *Thread, data []byte) (int64, Errno) {
	if len(f.text)+len(data) > 100 {
		return 0, ENOSPC
	}
	f.text = append(f.text[:f.at], data...)
	f.at += len(data)
	return int64(len(data)), 0
}

func (f *memoryFile) Close(*Machine) { f.closed = true }

// openMemory opens such a file. Each time it is a new one.
type openMemory struct{ name, text string }

func (o *openMemory) open() *OpenDevice {
	return &OpenDevice{Device: &memoryFile{text: []byte(o.text)}, Name: o.name}
}
func (o *openMemory) CPUNs(m *Machine, t *Thread) int64 { return o.open().CPUNs(m, t) }
func (o *openMemory) Do(m *Machine, t *Thread) Progress { return o.open().Do(m, t) }

// launchByName launches a program that was told of: "launch ls 0:null 1:4 2:terminal
// session user:bob arguments:-l,/tmp".
type launchByName struct {
	s    *story
	args []string
	made *Launch
}

func (l *launchByName) launch() *Launch {
	if l.made != nil {
		return l.made
	}
	l.made = &Launch{}
	if told := l.s.told(l.args[0]); told != nil {
		spec := *told
		l.made.Spec = &spec
	}
	for _, word := range l.args[1:] {
		name, value, _ := strings.Cut(word, ":")
		switch name {
		case "session":
			l.made.Session = true
		case "user":
			l.made.Spec.User = value
		case "arguments":
			l.made.Spec.Arguments = strings.Split(value, ",")
		default:
			from, special := map[string]int{"null": FromNull, "terminal": FromTerminal}[value]
			if !special {
				from = l.s.number(value)
			}
			l.made.Table = append(l.made.Table, Place{Number: l.s.number(name), From: from})
		}
	}
	return l.made
}

func (l *launchByName) CPUNs(m *Machine, t *Thread) int64 { return l.launch().CPUNs(m, t) }
func (l *launchByName) Do(m *Machine, t *Thread) Progress { return l.launch().Do(m, t) }

// listsProcesses prints the process table.
type listsProcesses struct{ ListProcesses }

func (l *listsProcesses) Do(m *Machine, t *Thread) Progress {
	l.ListProcesses.Do(m, t)
	for _, e := range t.Table {
		command := strings.Join(e.Arguments, " ")
		if command == "" {
			command = "[" + e.Name + "]"
		}
		text := fmt.Sprintf("%3d %3d %3d %3d %-5s %c %3d %d %7s %8s %9s", e.ID, e.Parent, e.Group, e.Session, e.User, e.State,
			e.Nice, len(e.Threads), instant(trace.Time(e.CPUNs)), bytesText(e.Resident), instant(e.Start))
		m.print(t, 1, text+" "+command)
		if len(e.Threads) > 1 {
			for _, one := range e.Threads {
				m.print(t, 1, fmt.Sprintf("    %s %c %s", nameAndNumber(one.Name, int32(one.ID)), one.State, instant(trace.Time(one.CPUNs))))
			}
		}
	}
	return Continue
}

// That a message wakes a loop is a walk along causes: from the turn that begins to the message
// that was sent, and on to what its sender did. The event has the same cause.
func TestAMessageWakesALoop(t *testing.T) {
	m, err := New(Config{Scheduler: scheduler.Defaults("rr", 2), Costs: laptop()})
	require.NoError(t, err)
	var told []PollEvent
	loop := &list{operations: []Operation{
		&MakeSocketPair{Name: "S"}, &OpenPollSet{Name: "loop"}, &Watch{Set: 5, Descriptor: 3, For: Readable, Token: 7},
		&Fork{Name: "sender", Child: &list{operations: []Operation{
			&Compute{Ns: trace.Millisecond}, &Send{Descriptor: 4, Data: []byte("hello")},
		}}},
		&PollWait{Set: 5, Until: trace.Never},
		looks(func(_ *Machine, t *Thread) { told = slices.Clone(t.Events) }),
		&Compute{Ns: trace.Millisecond},
	}}
	m.Start(&ProcessSpec{Name: "loop", Threads: []ThreadSpec{{Name: "loop", Program: loop}}})
	record := m.Run()
	require.NoError(t, record.Validate())
	require.Len(t, told, 1)
	require.EqualValues(t, 7, told[0].Token)
	sent := record.Fact(told[0].Cause)
	require.Equal(t, trace.KindSend, sent.Kind)
	var kinds []trace.Kind
	for _, link := range record.Why(2, sent.Time+500_000) {
		if kinds = append(kinds, link.Fact.Kind); link.Fact.Kind == trace.KindSend {
			require.Equal(t, told[0].Cause, link.ID)
		}
	}
	require.Equal(t, []trace.Kind{
		trace.KindDispatch, trace.KindReady, trace.KindSend, trace.KindDispatch, trace.KindReady, trace.KindThreadStart,
	}, kinds[:6])
}

// The contents of a stream are rows; their twin is one row of bytes, each with its value,
// or -1 for a mere number, and with what travels with it.
func TestContentsAgainstBytes(t *testing.T) {
	type one struct {
		value  int
		passed []*openFile
		last   bool // of what went in with descriptors
	}
	rapid.Check(t, func(t *rapid.T) {
		var c contents
		var twin []one
		for range rapid.IntRange(0, 40).Draw(t, "steps") {
			if rapid.Bool().Draw(t, "put") {
				count := rapid.IntRange(1, 6).Draw(t, "bytes")
				var data []byte
				if rapid.IntRange(0, 2).Draw(t, "known") > 0 {
					data = rapid.SliceOfN(rapid.Byte(), count, count+2).Draw(t, "data")
				}
				var passed []*openFile
				if rapid.IntRange(0, 3).Draw(t, "passes") == 0 {
					passed = []*openFile{{}, {}}[:rapid.IntRange(1, 2).Draw(t, "passed")]
				}
				c.put(int64(count), data, passed)
				for i := range count {
					b := one{value: -1}
					if data != nil {
						b.value = int(data[i])
						data[i]++ // what is in the stream is a copy
					}
					if i == 0 {
						b.passed = passed
					}
					b.last = passed != nil && i == count-1
					twin = append(twin, b)
				}
				continue
			}
			most := rapid.IntRange(0, 12).Draw(t, "most")
			bytes, data, passed := c.take(int64(most))
			var wantData []byte
			var wantPassed []*openFile
			want := 0
			for want < most && len(twin) > 0 && (want == 0 || (twin[0].value < 0) == (wantData == nil)) {
				b := twin[0]
				if len(wantPassed) > 0 && b.passed != nil {
					break
				}
				twin = twin[1:]
				want++
				if b.value >= 0 {
					wantData = append(wantData, byte(b.value))
				}
				wantPassed = append(wantPassed, b.passed...)
				if len(wantPassed) > 0 && b.last {
					break
				}
			}
			require.EqualValues(t, want, bytes)
			require.Equal(t, wantData, data)
			require.Equal(t, wantPassed, passed)
		}
		known := int64(0)
		for _, b := range twin {
			if b.value >= 0 {
				known++
			}
		}
		require.Equal(t, known, c.known)
	})
}
