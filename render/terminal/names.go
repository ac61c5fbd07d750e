package terminal

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rivo/uniseg"

	"timeslice/sim/trace"
)

// Names says what the threads of a trace are called.
//
// A process's only thread has the process's name. Of several, each is
// "process/thread" if it has a name of its own, else "process/1", "process/2"…
// in the order they started. What two threads would share is told apart by the
// TID behind it: sh#7.
type Names struct {
	threads map[trace.ThreadID]*named
	order   []trace.ThreadID // as they started, PID 1 left out
}

type named struct {
	process trace.ProcessID
	own     string // the name it was given
	full    string
	number  int // within its process, from 1
	rank    int // of its process among all, from 1
}

type namedProcess struct {
	name    string
	threads int
	rank    int
}

// NewNames reads the names in a trace.
func NewNames(t *trace.Trace) *Names {
	n := &Names{threads: map[trace.ThreadID]*named{}}
	processes := map[trace.ProcessID]*namedProcess{}
	for id := trace.FactID(1); int(id) <= t.Len(); id++ {
		f := t.Fact(id)
		switch f.Kind {
		case trace.KindProcessStart, trace.KindProcessExec:
			if id := trace.ProcessID(f.Object); id != trace.InitProcess {
				findOrAdd(processes, id).name = t.Text(trace.StringID(f.B))
			}
		case trace.KindThreadStart:
			n.start(f, t.Text(trace.StringID(f.B)), processes)
		}
	}
	n.compose(processes)
	return n
}

func (n *Names) start(f trace.Fact, own string, processes map[trace.ProcessID]*namedProcess) {
	process := trace.ProcessID(f.Object)
	if process == trace.InitProcess || n.threads[f.Thread] != nil {
		return
	}
	p := findOrAdd(processes, process)
	p.threads++
	n.threads[f.Thread] = &named{process: process, own: own, number: p.threads, rank: p.rank}
	n.order = append(n.order, f.Thread)
}

func findOrAdd(processes map[trace.ProcessID]*namedProcess, id trace.ProcessID) *namedProcess {
	p := processes[id]
	if p == nil {
		p = &namedProcess{rank: len(processes) + 1}
		processes[id] = p
	}
	return p
}

func (n *Names) compose(processes map[trace.ProcessID]*namedProcess) {
	shared := map[string]int{}
	for _, id := range n.order {
		t := n.threads[id]
		t.full = t.compose(processes[t.process])
		shared[t.full]++
	}
	for _, id := range n.order {
		if t := n.threads[id]; shared[t.full] > 1 {
			t.full += "#" + strconv.Itoa(int(id))
		}
	}
}

func (t *named) compose(p *namedProcess) string {
	switch {
	case p.threads == 1 && p.name != "":
		return p.name
	case strings.HasPrefix(t.own, p.name+"/"):
		return t.own
	case t.own != "" && t.own != p.name:
		return p.name + "/" + t.own
	default:
		return p.name + "/" + strconv.Itoa(t.number)
	}
}

// Of returns the name of a thread; a thread the trace does not tell of, and
// PID 1's, are called by their number.
func (n *Names) Of(id trace.ThreadID) string {
	if t := n.threads[id]; t != nil {
		return t.full
	}
	return "#" + strconv.Itoa(int(id))
}

// colour is the number of the colour of a thread's process.
func (n *Names) colour(id trace.ThreadID) int {
	if t := n.threads[id]; t != nil {
		return t.rank
	}
	return 0
}

// anyone is the letter of all threads for which there is none left.
const anyone = "*"

// letters gives each of these threads one character that stands for it in the
// rows of the cores: its name if that is one character, else its name's first
// or last character if no other name shares that, else letters and digits in
// order.
func (n *Names) letters(threads []trace.ThreadID) map[trace.ThreadID]string {
	firsts, lasts := map[string]int{}, map[string]int{}
	for _, id := range threads {
		first, last := ends(n.Of(id))
		firsts[first]++
		lasts[last]++
	}
	letters, taken := map[trace.ThreadID]string{}, map[string]bool{anyone: true, "": true}
	give := func(id trace.ThreadID, letter string, unique bool) {
		if letters[id] == "" && unique && !taken[letter] {
			letters[id], taken[letter] = letter, true
		}
	}
	for _, id := range threads {
		first, last := ends(n.Of(id))
		give(id, first, first == n.Of(id) || firsts[first] == 1 && last != first)
	}
	for _, id := range threads {
		_, last := ends(n.Of(id))
		give(id, last, lasts[last] == 1)
	}
	n.fillUp(letters, taken, threads)
	return letters
}

// fillUp gives letters in order to those that have none.
func (n *Names) fillUp(letters map[trace.ThreadID]string, taken map[string]bool, threads []trace.ThreadID) {
	row := strings.Split("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "")
	for _, id := range threads {
		if letters[id] != "" {
			continue
		}
		row = slices.DeleteFunc(row, func(letter string) bool { return taken[letter] })
		if len(row) == 0 {
			letters[id] = anyone
			continue
		}
		letters[id], taken[row[0]] = row[0], true
	}
}

// ends are the first and the last character of a name, each "" if it is not
// one column wide.
func ends(name string) (first, last string) {
	return narrow([]rune(name), 0), narrow([]rune(name), len([]rune(name))-1)
}

func narrow(name []rune, i int) string {
	if i < 0 || i >= len(name) || name[i] <= ' ' || uniseg.StringWidth(string(name[i])) != 1 {
		return ""
	}
	return string(name[i])
}

// labels are what stands before the threads' rows: the name, after the letter
// unless every name begins with its letter.
func (n *Names) labels(threads []trace.ThreadID, letters map[trace.ThreadID]string) map[trace.ThreadID]string {
	labels := map[trace.ThreadID]string{}
	plain := true
	for _, id := range threads {
		labels[id] = n.Of(id)
		plain = plain && strings.HasPrefix(labels[id], letters[id])
	}
	if plain {
		return labels
	}
	for _, id := range threads {
		if labels[id] != letters[id] {
			labels[id] = letters[id] + " " + labels[id]
		}
	}
	return labels
}
