package scenario

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stretchr/testify/require"

	"timeslice/assets/words"
	nodejs "timeslice/sim/node"
	"timeslice/sim/trace"
)

// TestStories runs the stories under testdata/stories. Their commands:
//
//	read [lang=zh]             the scenario's faults, or "in order"
//	run [cores= policy= …]     when each thread ran on which core, and the end;
//	                           files=(…) are empty scripts that there are
//	title                      the leading comment in both languages
//	describe [cores= …]        the trace's description of the machine
func TestStories(t *testing.T) {
	datadriven.Walk(t, "testdata/stories", func(t *testing.T, path string) {
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			s, err := Read("story.yaml", []byte(d.Input))
			switch {
			case err != nil && d.HasArg("lang"):
				return err.(Errors).In(words.New(words.Chinese)) + "\n"
			case err != nil:
				return err.Error() + "\n"
			case d.Cmd == "read":
				return "in order\n"
			case d.Cmd == "title":
				return titles(s)
			}
			machine, err := s.MachineWith(programsOf(d), overridesOf(t, d))
			if err != nil {
				return err.Error() + "\n"
			}
			if d.Cmd == "describe" {
				return description(machine.Trace())
			}
			run := machine.Run()
			require.NoError(t, run.Validate())
			return diary(run)
		})
	})
}

// programsOf takes the files from a story's command.
func programsOf(d *datadriven.TestData) Programs {
	arg, found := d.Arg("files")
	if !found {
		return Programs{}
	}
	files := nodejs.Files{}
	for _, name := range arg.Vals {
		files["/app/"+name] = nil
	}
	return Programs{Files: files, Folder: "/app", Library: nodejs.NewLibrary()}
}

// overridesOf takes the overrides from a story's command.
func overridesOf(t *testing.T, d *datadriven.TestData) Overrides {
	var o Overrides
	number := func(text string) int64 {
		value, err := strconv.ParseInt(text, 10, 64)
		require.NoError(t, err)
		return value
	}
	for _, arg := range d.CmdArgs {
		if arg.Key == "files" || len(arg.Vals) == 0 {
			continue
		}
		value := arg.Vals[0]
		switch arg.Key {
		case "cores":
			cores := int(number(value))
			o.Cores = &cores
		case "policy":
			o.Policy = &value
		case "hz":
			hz := number(value)
			o.HZ = &hz
		case "seed":
			seed := uint64(number(value))
			o.Seed = &seed
		case "quantum":
			quantum := parseAmount(value, timeUnits()).value
			o.QuantumNs = &quantum
		case "until":
			until := trace.Time(parseAmount(value, timeUnits()).value)
			o.Until = &until
		}
	}
	return o
}

func titles(s *Scenario) string {
	var b strings.Builder
	for _, l := range words.Languages() {
		fmt.Fprintf(&b, "%s: %s | %s\n", l, s.Title(l), strings.ReplaceAll(s.Comment(l), "\n", " / "))
	}
	return b.String()
}

func description(t *trace.Trace) string {
	var b strings.Builder
	for _, p := range t.Properties() {
		fmt.Fprintf(&b, "%s=%s\n", p.Name, p.Value)
	}
	return b.String()
}

// diary tells of each thread when it ran where, how it stopped running each
// time, and how the run ended.
func diary(t *trace.Trace) string {
	d := diarist{trace: t, begin: map[trace.ThreadID]trace.Fact{}, lines: map[trace.ThreadID][]string{}, names: map[trace.ThreadID]string{}}
	for id := trace.FactID(1); int(id) <= t.Len(); id++ {
		d.fact(t.Fact(id))
	}
	var b strings.Builder
	for _, thread := range d.order {
		fmt.Fprintf(&b, "%s: %s\n", d.names[thread], strings.Join(d.lines[thread], ", "))
	}
	b.WriteString(d.end)
	return b.String()
}

type diarist struct {
	trace *trace.Trace
	begin map[trace.ThreadID]trace.Fact
	lines map[trace.ThreadID][]string
	order []trace.ThreadID
	names map[trace.ThreadID]string
	end   string
}

func (d *diarist) fact(f trace.Fact) {
	switch f.Kind {
	case trace.KindThreadStart:
		d.names[f.Thread] = d.trace.Text(trace.StringID(f.B))
		if f.Object != int32(trace.InitProcess) || f.Thread != trace.ThreadID(trace.InitProcess) {
			d.order = append(d.order, f.Thread)
		}
	case trace.KindDispatch:
		d.begin[f.Thread] = f
	case trace.KindSwitchCost:
		began := d.begin[f.Thread]
		began.Time += trace.Time(f.A + f.B)
		d.begin[f.Thread] = began
	case trace.KindBlock, trace.KindPreempt, trace.KindThreadExit, trace.KindStop:
		began, ran := d.begin[f.Thread]
		line := f.Kind.String()
		if f.Reason != trace.ReasonNone {
			line = f.Reason.String()
		}
		if ran {
			line = fmt.Sprintf("%s-%s on %d %s", ms(began.Time), ms(f.Time), began.Core, line)
		}
		delete(d.begin, f.Thread)
		d.lines[f.Thread] = append(d.lines[f.Thread], line)
	case trace.KindOutput:
		d.lines[f.Thread] = append(d.lines[f.Thread], strconv.Quote(d.trace.Text(trace.StringID(f.B))))
	case trace.KindError:
		d.lines[f.Thread] = append(d.lines[f.Thread], "error "+strconv.FormatInt(f.A, 10)+" "+d.trace.Text(trace.StringID(f.B)))
	case trace.KindEnd:
		d.end = fmt.Sprintf("end: %s at %sms %s", f.Reason, ms(f.Time), d.trace.Text(trace.StringID(f.B)))
		d.end = strings.TrimSpace(d.end) + "\n"
	}
}

// ms is an instant in milliseconds, exactly.
func ms(at trace.Time) string {
	whole, part := int64(at)/trace.Millisecond, int64(at)%trace.Millisecond
	if part == 0 {
		return strconv.FormatInt(whole, 10)
	}
	return strings.TrimRight(fmt.Sprintf("%d.%06d", whole, part), "0")
}
