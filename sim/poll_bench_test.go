package sim

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"timeslice/scheduler"
	"timeslice/sim/trace"
)

// crowd makes so many connections to itself, all of which a poll set tells of, and then
// sends to one after another and waits for what the set tells: one message a round.
type crowd struct {
	connections, rounds int
	step                int
	told                int
}

func (c *crowd) Next(t *Thread) Operation {
	const listening, set, first = 3, 4, 5
	c.step++
	switch step := c.step; {
	case step == 1:
		return &SetDescriptorLimit{Descriptors: mostDescriptors}
	case step == 2:
		return &OpenSocket{Sort: TCPSocket}
	case step == 3:
		return &Bind{Descriptor: listening, To: Loopback(80)}
	case step == 4:
		return &ListenOn{Descriptor: listening, Backlog: 1}
	case step == 5:
		return &OpenPollSet{}
	case step <= 5+4*c.connections:
		n := step - 6
		client := first + n/4*2
		return [...]Operation{
			&OpenSocket{Sort: TCPSocket}, &ConnectTo{Descriptor: client, To: Loopback(80)},
			&AcceptFrom{Descriptor: listening}, &Watch{Set: set, Descriptor: client + 1, For: Readable, Token: int64(client + 1)},
		}[n%4]
	case step <= 5+4*c.connections+3*c.rounds:
		n := step - 6 - 4*c.connections
		switch n % 3 {
		case 0:
			return &Send{Descriptor: first + n/3*7%c.connections*2, Data: []byte("hello")}
		case 1:
			return &PollWait{Set: set, Until: trace.Never}
		}
		c.told += len(t.Events)
		return &Receive{Descriptor: int(t.Events[0].Token), Bytes: 100}
	}
	return nil
}

// A round costs the same however many connections are silent.
func BenchmarkPollSet(b *testing.B) {
	for _, connections := range []int{10, 100, 1000, 10_000} {
		b.Run(fmt.Sprintf("connections=%d", connections), func(b *testing.B) {
			limits := Limits{Facts: 1 << 30, DeedsAtOnce: 1 << 40, Steps: 1 << 50}
			m, err := New(Config{Scheduler: scheduler.Defaults("rr", 1), Costs: laptop(), Limits: limits})
			require.NoError(b, err)
			c := &crowd{connections: connections, rounds: b.N}
			m.Start(&ProcessSpec{Name: "crowd", Threads: []ThreadSpec{{Program: c}}})
			for m.now < lastInstant && c.step < 6+4*connections && m.RunUntil(m.Next()) {
			}
			b.ResetTimer()
			m.Run()
			b.StopTimer()
			require.Equal(b, b.N, c.told)
		})
	}
}

// The crowd's messages are all told, each once, and one at a time.
func TestCrowd(t *testing.T) {
	m, err := New(Config{Scheduler: scheduler.Defaults("rr", 1), Costs: laptop()})
	require.NoError(t, err)
	c := &crowd{connections: 2000, rounds: 3000}
	m.Start(&ProcessSpec{Name: "crowd", Threads: []ThreadSpec{{Program: c}}})
	record := m.Run()
	require.Equal(t, trace.ReasonCompleted, m.end)
	require.Equal(t, 3000, c.told)
	require.NoError(t, record.Validate())
}
