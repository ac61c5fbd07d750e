package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"timeslice/sim/trace"
)

// Messages compares what processes sent each other through the channels of their
// children: how many messages both have, matched by channel, direction and place in
// the row; which only one has; and how long they were underway.
type Messages struct {
	Matched   int      `json:"matched"`
	OnlyModel []string `json:"only_model"`
	OnlyReal  []string `json:"only_real"`
	TravelNs  Twin     `json:"travel_ns"` // the median
}

// way is one direction of a channel.
type way struct {
	name  string  // such as "to child 2"
	bytes []int64 // of each message
}

// ways lists the directions of all channels of children, in the order in which the
// children were made, and how long each message that arrived was underway. A channel is
// a pair of sockets beyond the three that every process has.
func ways(t *trace.Trace) (found []way, travels []int64) {
	type underway struct {
		since trace.Time
		bytes int64
		seen  bool // when it was sent is known
	}
	by, waiting := map[int32]int{}, map[int32][]underway{}
	child := 0
	for id := trace.FactID(1); int(id) <= t.Len(); id++ {
		f := t.Fact(id)
		at, known := by[f.Object]
		switch f.Kind {
		case trace.KindObject:
			var number int
			var rest string
			name := t.Text(trace.StringID(f.B))
			if n, _ := fmt.Sscanf(name, "stdio %d of %s", &number, &rest); f.Reason != trace.ReasonSocketPair || n != 2 || number < 3 {
				continue
			}
			by[f.Object] = len(found)
			if strings.HasSuffix(name, "/1") { // the parent's end comes first
				child++
				found = append(found, way{name: fmt.Sprintf("from child %d", child)})
			} else {
				found = append(found, way{name: fmt.Sprintf("to child %d", child)})
			}
		case trace.KindSend:
			if known {
				found[at].bytes = append(found[at].bytes, f.A)
				waiting[f.Object] = append(waiting[f.Object], underway{f.Time, f.A, f.Source != trace.Inferred})
			}
		case trace.KindReceive:
			row := waiting[f.Object]
			for left := f.A; known && left > 0 && len(row) > 0; {
				part := min(left, row[0].bytes)
				left -= part
				if row[0].bytes -= part; row[0].bytes == 0 {
					if row[0].seen {
						travels = append(travels, int64(f.Time-row[0].since))
					}
					row = row[1:]
				}
			}
			waiting[f.Object] = row
		}
	}
	return found, travels
}

// messages compares what was sent, with the first real run that recorded itself.
func (r *Report) messages(model *Run, runs []Run) {
	r.Messages = Messages{OnlyModel: []string{}, OnlyReal: []string{}}
	for i := range runs {
		if !runs[i].Watched || runs[i].Trace == nil {
			continue
		}
		a, modelTravels := ways(model.Trace)
		b, realTravels := ways(runs[i].Trace)
		for w := range max(len(a), len(b)) {
			r.Messages.way(wayAt(a, w), wayAt(b, w))
		}
		r.Messages.TravelNs = twin(median(modelTravels), realTravels)
		return
	}
}

func wayAt(all []way, i int) way {
	if i < len(all) {
		return all[i]
	}
	return way{}
}

// way compares one direction of a channel. Messages come out as they went in, so they
// are matched in order, so that as few as possible are left over or have other sizes:
// what Node's own modules send each other need not be the same to the byte.
func (m *Messages) way(model, real way) {
	a, b := model.bytes, real.bytes
	if len(a)*len(b) > mostAligned {
		a, b = a[:min(len(a), len(b))], b[:min(len(a), len(b))]
	}
	cost := make([][]int, len(a)+1) // of matching what is left from here on
	for i := len(a); i >= 0; i-- {
		cost[i] = make([]int, len(b)+1)
		for j := len(b); j >= 0; j-- {
			switch {
			case i == len(a):
				cost[i][j] = leftOver * (len(b) - j)
			case j == len(b):
				cost[i][j] = leftOver * (len(a) - i)
			default:
				cost[i][j] = min(cost[i+1][j+1]+sizes(a[i], b[j]), cost[i+1][j]+leftOver, cost[i][j+1]+leftOver)
			}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && cost[i][j] == cost[i+1][j+1]+sizes(a[i], b[j]):
			m.Matched++
			i, j = i+1, j+1
		case i < len(a) && cost[i][j] == cost[i+1][j]+leftOver:
			m.OnlyModel = append(m.OnlyModel, fmt.Sprintf("%s: message %d, %d bytes", model.name, i+1, a[i]))
			i++
		default:
			m.OnlyReal = append(m.OnlyReal, fmt.Sprintf("%s: message %d, %d bytes", real.name, j+1, b[j]))
			j++
		}
	}
}

// mostAligned bounds the work of matching one direction.
const mostAligned = 4_000_000

// leftOver is what it costs to match a message with none; one with another size costs less.
const leftOver = 2

func sizes(a, b int64) int {
	if a == b {
		return 0
	}
	return 1
}

// median is the middle of values, the upper one of two; 0 if there are none.
func median[T cmp.Ordered](values []T) (none T) {
	if len(values) == 0 {
		return none
	}
	return slices.Sorted(slices.Values(values))[len(values)/2]
}
