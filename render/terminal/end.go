package terminal

import (
	"path"
	"strings"

	"timeslice/assets/words"
	"timeslice/sim/trace"
)

// EndInWords says why a run ended, in one sentence.
func EndInWords(t *trace.Trace, say *words.Words) string {
	state := t.Snapshot(t.End())
	detail := t.Text(state.EndText)
	circle := state.WaitCycle()
	switch {
	case state.Ended == trace.ReasonNone:
		return say.Say("report.end.none")
	case detail != "" && (len(circle) == 0 || state.Ended == trace.ReasonDeadlock) && say.Language() == words.English:
		return detail
	case state.Ended == trace.ReasonDeadlock && len(circle) > 0:
		return deadlock(t, state, circle, say)
	case state.Ended == trace.ReasonAsleep:
		return asleep(t, state, say)
	}
	end := say.Say("report.end." + state.Ended.String() + limitOf(t, state.Ended))
	if len(circle) > 0 {
		end += marksOf(say).semicolon + deadlock(t, state, circle, say)
	}
	return end
}

// limitOf is the end of the text's name where a limit is spoken of that a scenario
// can raise: of a script's run something else is to be said.
func limitOf(t *trace.Trace, end trace.Reason) string {
	switch end {
	case trace.ReasonChannelLimit, trace.ReasonEffortLimit, trace.ReasonFactLimit, trace.ReasonIsolateLimit,
		trace.ReasonProcessLimit, trace.ReasonRefusalLimit, trace.ReasonStepLimit, trace.ReasonThreadLimit:
		switch path.Ext(t.Property("scenario")) {
		case ".js", ".mjs", ".cjs", ".txtar":
			return "-script"
		}
	}
	return ""
}

// deadlock tells the circle of waits.
func deadlock(t *trace.Trace, state *trace.State, circle []trace.Wait, say *words.Words) string {
	names := NewNames(t)
	var waits []string
	for i, w := range circle[:min(len(circle), mostSleepers)] {
		id := "report.end-waits"
		if i == 0 {
			id = "report.end-waits-first"
		}
		waits = append(waits, say.Say(id, "Thread", names.Of(w.Thread), "Lock", t.Text(state.Object(w.Object).Name), "Owner", names.Of(w.Owner)))
	}
	text := say.Say("report.end.deadlock") + marksOf(say).colon + strings.Join(waits, marksOf(say).comma)
	if len(circle) > mostSleepers {
		text += marksOf(say).comma + say.Say("report.end-more", "More", len(circle)-mostSleepers)
	}
	return text
}

// mostSleepers bounds how many who wait are told one by one.
const mostSleepers = 8

// asleep tells who waits for what can never come.
func asleep(t *trace.Trace, state *trace.State, say *words.Words) string {
	names := NewNames(t)
	var waits []string
	count := 0
	for i := range state.Threads {
		s := &state.Threads[i]
		if s.Process == trace.InitProcess || s.Status != trace.StatusBlocked && s.Status != trace.StatusStopped {
			continue
		}
		if count++; count > mostSleepers {
			continue
		}
		waits = append(waits, say.Say("report.end-sleeps", "Thread", names.Of(trace.ThreadID(i)), "For", waitInWords(t, state, s, say)))
	}
	text := say.Say("report.end.asleep") + marksOf(say).colon + strings.Join(waits, marksOf(say).comma)
	if count > mostSleepers {
		text += marksOf(say).comma + say.Say("report.end-more", "More", count-mostSleepers)
	}
	return text
}

// waitInWords says what a thread waits for: the object by its name, if it has
// one.
func waitInWords(t *trace.Trace, state *trace.State, s *trace.ThreadState, say *words.Words) string {
	if s.Status == trace.StatusStopped {
		return say.Say("report.wait.continued")
	}
	word := say.Say("report.wait." + s.Reason.String())
	if name := t.Text(state.Object(s.Object).Name); name != "" && s.Object != trace.NoObject {
		return say.Say("report.wait-named", "What", word, "Name", name)
	}
	return word
}
