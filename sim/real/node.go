//go:build !js

package real

import (
	"bufio"
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"timeslice/sim/real/worker"
)

//go:embed preload.cjs
var preload []byte

// leastNode is the oldest major version of Node whose records are understood.
const leastNode = 18

// Node is a Node.js on this computer.
type Node struct {
	Path    string
	Version string // such as v20.20.2
}

// FindNode finds Node on the path.
func FindNode() (Node, error) {
	found, err := exec.LookPath("node")
	if err != nil {
		return Node{}, &Problem{Kind: NoNode}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	said, err := exec.CommandContext(ctx, found, "--version").Output()
	version := strings.TrimSpace(string(said))
	if err != nil {
		return Node{}, problem(NoStart, err)
	}
	major, _, _ := strings.Cut(strings.TrimPrefix(version, "v"), ".")
	if number, err := strconv.Atoi(major); err != nil || number < leastNode {
		return Node{}, &Problem{OldNode, version}
	}
	return Node{Path: found, Version: version}, nil
}

// nodeCategories are the trace events that a watched Node writes: what its pool
// and loop do, files, and V8's collections.
const nodeCategories = "node.environment,node.bootstrap,node.threadpoolwork.async,node.threadpoolwork.sync,node.fs.async,v8"

// Script is the spec of a script. With a folder, Node records in it what it does:
// files are written there, and nothing else is different for the script.
func (n Node) Script(script string, arguments []string, flags []string, folder string) (Spec, error) {
	spec := Spec{
		Command: append(append([]string{n.Path}, flags...), append([]string{script}, arguments...)...),
		Folder:  folder, Exact: true, Limits: DefaultLimits(),
	}
	environment := slices.DeleteFunc(os.Environ(), func(pair string) bool { return strings.HasPrefix(pair, "TIMESLICE_") })
	if folder != "" {
		file := filepath.Join(folder, "preload.cjs")
		if err := os.WriteFile(file, preload, 0o600); err != nil {
			return spec, err
		}
		options := fmt.Sprintf("--require %s --trace-event-categories %s --trace-event-file-pattern %s",
			quoteOption(file), nodeCategories, quoteOption(filepath.Join(folder, "${pid}-${rotation}.marks")))
		for i, pair := range environment {
			if own, found := strings.CutPrefix(pair, "NODE_OPTIONS="); found {
				environment[i] = "TIMESLICE_OPTIONS=" + own
				options += " " + own
			}
		}
		environment = append(environment, "NODE_OPTIONS="+options)
	}
	spec.Environment = environment
	return spec, nil
}

// quoteOption writes a word as NODE_OPTIONS takes it.
func quoteOption(word string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(word) + `"`
}

// NodeLog is what the preload of one isolate wrote.
type NodeLog struct {
	Process int
	Worker  int    // 0 for the main thread
	Script  string // its name
	Ns      int64  // when the script began, by its clock
	Wall    int64  // the time of day then, in microseconds
	Events  []NodeEvent
}

// NodeEvent is a line of it: see preload.cjs.
type NodeEvent struct {
	Ns          int64
	What        byte
	ID, Trigger int64
	Type, Label string
	Amount      int64 // of bytes; of a channel, the descriptor
	Code        int
	Resident    int64
}

// Mark is a trace event of Node's own.
type Mark struct {
	Ns, CPUNs             int64
	LengthNs, CPULengthNs int64 // of a mark that has a length
	Process, Thread       int
	Phase                 byte // as in the Trace Event Format: B, E, b, e, X, I, M
	Name, Category        string
	Text                  string // of metadata: the thread's name
}

// What is read of a file that a recorded process left at most.
const (
	mostFileBytes = 64 << 20
	mostNodeLines = 1_000_000
)

// readFolder reads what recorded processes left behind.
func readFolder(folder string, history *History) error {
	if folder == "" {
		return nil
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return problem(Unreadable, err)
	}
	for _, entry := range entries {
		if !entry.Type().IsRegular() { // opening a pipe would wait for who writes
			continue
		}
		file, err := os.Open(filepath.Join(folder, entry.Name()))
		if err != nil {
			continue
		}
		limited := io.LimitReader(file, mostFileBytes)
		switch filepath.Ext(entry.Name()) {
		case ".events":
			if log, ok := readEvents(limited); ok {
				history.Logs = append(history.Logs, log)
			}
		case ".marks":
			history.Marks = append(history.Marks, readMarks(limited)...)
		case worker.EventsExtension:
			history.Work = append(history.Work, worker.ReadEvents(limited)...)
		}
		file.Close()
	}
	slices.SortStableFunc(history.Work, func(a, b worker.Event) int { return cmp.Compare(a.Ns, b.Ns) })
	slices.SortStableFunc(history.Logs, func(a, b NodeLog) int { return int(a.Ns/1000 - b.Ns/1000) })
	slices.SortStableFunc(history.Marks, func(a, b Mark) int {
		switch {
		case a.Ns < b.Ns:
			return -1
		case a.Ns > b.Ns:
			return 1
		}
		return 0
	})
	return nil
}

// readEvents reads a preload's file as far as it is whole: the process may have
// been killed.
func readEvents(r io.Reader) (NodeLog, bool) {
	log, begun := NodeLog{}, false
	lines := bufio.NewScanner(r)
	for lines.Scan() && len(log.Events) < mostNodeLines {
		words := strings.Split(lines.Text(), " ")
		if len(words) < 3 || len(words[0]) != 1 {
			continue
		}
		at, err := strconv.ParseInt(words[1], 10, 64)
		if err != nil {
			continue
		}
		n := func(i int) int64 {
			if i >= len(words) {
				return 0
			}
			return number(words[i])
		}
		e := NodeEvent{Ns: at, What: words[0][0], ID: n(2)}
		switch e.What {
		case 's':
			if len(words) < 6 {
				return log, false
			}
			log.Process, log.Worker, log.Wall, log.Script, log.Ns = int(n(2)), int(n(3)), n(4), words[5], at
			begun = true
			continue
		case 'i':
			if len(words) < 5 {
				continue
			}
			e.Trigger, e.Type = n(3), words[4]
			if len(words) > 5 {
				e.Label = words[5]
			}
		case 'b', 'a', 'r':
		case 'c', 'm', 'g':
			e.Amount = n(3)
		case 'x':
			e.ID, e.Code, e.Resident = 0, int(n(2)), n(3)
		default:
			continue
		}
		log.Events = append(log.Events, e)
	}
	return log, begun
}

func number(word string) int64 {
	n, _ := strconv.ParseInt(word, 10, 64)
	return n
}

// readMarks reads a file of trace events as far as it is whole.
func readMarks(r io.Reader) []Mark {
	decoder := json.NewDecoder(r)
	for { // to the beginning of the list
		token, err := decoder.Token()
		if err != nil {
			return nil
		}
		if token == json.Delim('[') {
			break
		}
	}
	var marks []Mark
	for decoder.More() && len(marks) < mostNodeLines {
		var e struct {
			Pid, Tid      int
			Ts, Tts       int64
			Dur, Tdur     int64
			Ph, Name, Cat string
			Args          struct{ Name string }
		}
		if err := decoder.Decode(&e); err != nil {
			var wrongType *json.UnmarshalTypeError
			if errors.As(err, &wrongType) { // an argument of another sort
				err = nil
			}
			if err != nil {
				break
			}
		}
		if len(e.Ph) != 1 || e.Ts < 0 || e.Ts > 1<<53 {
			continue
		}
		marks = append(marks, Mark{
			Ns: e.Ts * 1000, CPUNs: e.Tts * 1000, LengthNs: max(0, e.Dur) * 1000, CPULengthNs: max(0, e.Tdur) * 1000, Process: e.Pid, Thread: e.Tid,
			Phase: e.Ph[0], Name: e.Name, Category: e.Cat, Text: e.Args.Name,
		})
	}
	return marks
}
