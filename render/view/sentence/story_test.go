package sentence_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	"timeslice/render/view/names"
	"timeslice/render/view/sentence"
	"timeslice/scheduler"
	"timeslice/sim"
	"timeslice/sim/node"
	"timeslice/sim/scenario"
	"timeslice/sim/trace"
)

// TestStories tells what happens in small runs, in both languages. A story
// begins with a run:
//
//	scenario                 as in a scenario file
//	recorded FILE            the run of a script, kept in testdata/recorded so that
//	                         the story stays when costs are measured anew
//	trace                    facts, as in the text form of a trace
//
// and then asks about it:
//
//	facts [kind=(…)] [thread=…] [from=1ms] [to=2ms]   each fact as a sentence
//	why thread=A at=1ms [chain]   why a thread does what it does, and how it came to that;
//	                              so for core=0, process=A, object=L, loop=A, item=4 of=A, fact=7
//	short at=1ms                  what stands on the cards of the cores
func TestStories(t *testing.T) {
	datadriven.Walk(t, "testdata/stories", func(t *testing.T, path string) {
		var s *story
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			switch d.Cmd {
			case "scenario":
				s = newStory(ofScenario(t, d.Input))
			case "recorded":
				s = newStory(ofFile(t, d.CmdArgs[0].Key))
			case "trace":
				s = newStory(ofFacts(t, d.Input))
			case "facts":
				return s.facts(t, d)
			case "why":
				return s.why(t, d)
			case "short":
				return s.short(t, d)
			default:
				require.Fail(t, "no such command", d.Cmd)
			}
			return ""
		})
	})
}

func ofScenario(t require.TestingT, source string) *trace.Trace {
	read, err := scenario.Read("story.yaml", []byte(source))
	require.NoError(t, err)
	machine, err := read.Machine(scenario.Overrides{})
	require.NoError(t, err)
	return machine.Run()
}

func ofScript(t require.TestingT, source string, cores int) *trace.Trace {
	config := scheduler.Defaults("eevdf", cores)
	preset := sim.Presets()[slices.IndexFunc(sim.Presets(), func(p sim.Preset) bool { return p.Name == "laptop" })]
	machine, err := sim.New(sim.Config{Scheduler: config, Costs: preset.Costs, Limits: sim.Limits{Until: 10 * trace.Time(trace.Second)}})
	require.NoError(t, err)
	machine.Start(node.Spec("node", node.Options{
		Script: "/app/main.js", Files: node.Files{"/app/main.js": []byte(source)},
		Library: node.NewLibrary(), Costs: node.DefaultCosts(), ExposeGC: true,
	}))
	return machine.Run()
}

func ofFile(t require.TestingT, name string) *trace.Trace {
	file, err := os.Open(filepath.Join("testdata", "recorded", name))
	require.NoError(t, err)
	defer file.Close()
	record, err := trace.ReadText(file)
	require.NoError(t, err)
	return record
}

func ofFacts(t require.TestingT, facts string) *trace.Trace {
	record, err := trace.ReadText(strings.NewReader("timeslice trace 1\n" + facts + "\n"))
	require.NoError(t, err)
	return record
}

// story is a run and who tells of it.
type story struct {
	record  *trace.Trace
	last    *trace.State // at its end
	book    *names.Book
	tellers []*sentence.Teller
}

func newStory(record *trace.Trace) *story {
	book := &names.Book{}
	book.Extend(record)
	s := &story{record: record, last: record.Snapshot(record.End()), book: book}
	for _, l := range words.Languages() {
		s.tellers = append(s.tellers, sentence.New(words.New(l), book))
	}
	return s
}

// facts lists facts: the instant, and what happened in both languages.
func (s *story) facts(t *testing.T, d *datadriven.TestData) string {
	var out strings.Builder
	kinds, _ := d.Arg("kind")
	from, to := instant(t, d, "from", 0), instant(t, d, "to", s.record.End())
	for id := trace.FactID(1); int(id) <= s.record.Len(); id++ {
		f := s.record.Fact(id)
		thread := argument(d, "thread", int(f.Thread))
		if f.Time < from || f.Time > to || int(f.Thread) != thread || len(kinds.Vals) > 0 && !slices.Contains(kinds.Vals, f.Kind.String()) {
			continue
		}
		at := sentence.Instant(f.Time)
		for _, teller := range s.tellers {
			fmt.Fprintf(&out, "%12s  %s\n", at, teller.Fact(s.record, id).Text)
			at = ""
		}
	}
	return out.String()
}

// why asks why something is so, in both languages.
func (s *story) why(t *testing.T, d *datadriven.TestData) string {
	var out strings.Builder
	for _, teller := range s.tellers {
		answer := s.ask(t, d, teller)
		for _, said := range answer.Says {
			requireSpans(t, teller.Words().Language(), said)
		}
		fmt.Fprintf(&out, "%s\n", teller.Join(answer.Says).Text)
		if d.HasArg("chain") {
			for _, cause := range answer.Chain {
				fmt.Fprintf(&out, "    %s %s: %s\n", cause.Link, sentence.Instant(cause.At), cause.Sentence.Text)
			}
		}
	}
	return out.String()
}

func (s *story) ask(t *testing.T, d *datadriven.TestData, teller *sentence.Teller) sentence.Answer {
	state := s.record.Snapshot(instant(t, d, "at", s.record.End()))
	switch {
	case d.HasArg("thread"):
		return teller.WhyThread(s.record, state, trace.ThreadID(s.named(t, d, "thread", names.Thread)))
	case d.HasArg("core"):
		return teller.WhyCore(s.record, state, trace.CoreID(argument(d, "core", 0)))
	case d.HasArg("process"):
		return teller.WhyProcess(s.record, state, trace.ProcessID(s.named(t, d, "process", names.Process)))
	case d.HasArg("object"):
		return teller.WhyObject(s.record, state, trace.ObjectID(s.named(t, d, "object", names.Object)))
	case d.HasArg("loop"):
		return teller.WhyLoop(s.record, state, trace.ThreadID(s.named(t, d, "loop", names.Process)))
	case d.HasArg("item"):
		return teller.WhyItem(s.record, state, trace.ProcessID(s.named(t, d, "of", names.Process)), int64(argument(d, "item", 0)))
	}
	return teller.WhyFact(s.record, trace.FactID(argument(d, "fact", 1)))
}

// named finds who a story is about by name; a process's first thread has the
// name of the process, and its number.
func (s *story) named(t *testing.T, d *datadriven.TestData, argument string, kind names.Kind) int64 {
	arg, found := d.Arg(argument)
	require.True(t, found, argument)
	for _, f := range s.book.Find(arg.Vals[0]) {
		if f.Closeness == 0 && (f.Ref.Kind == kind || kind == names.Thread && f.Ref.Kind == names.Process) {
			return f.Ref.ID
		}
	}
	require.Fail(t, "nobody is called so", arg.Vals[0])
	return 0
}

// short lists what stands on the cards of the cores.
func (s *story) short(t *testing.T, d *datadriven.TestData) string {
	var out strings.Builder
	state := s.record.Snapshot(instant(t, d, "at", 0))
	for core := range state.Cores {
		for _, teller := range s.tellers {
			fmt.Fprintf(&out, "%d: %s\n", core, teller.Short(s.record, state, trace.CoreID(core)).Text)
		}
	}
	return out.String()
}

func argument(d *datadriven.TestData, name string, otherwise int) int {
	arg, found := d.Arg(name)
	if !found {
		return otherwise
	}
	n, err := strconv.Atoi(arg.Vals[0])
	if err != nil {
		panic(err)
	}
	return n
}

func instant(t *testing.T, d *datadriven.TestData, name string, otherwise trace.Time) trace.Time {
	arg, found := d.Arg(name)
	if !found {
		return otherwise
	}
	ms, err := strconv.ParseFloat(strings.TrimSuffix(arg.Vals[0], "ms"), 64)
	require.NoError(t, err)
	return trace.Time(ms * 1e6)
}
