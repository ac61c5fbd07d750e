package terminal

import (
	"fmt"
	"slices"
	"strings"

	"timeslice/assets/words"
	"timeslice/sim/compare"
)

// BusyPercent is from where on a computer is too busy for its wall times to say
// anything.
const BusyPercent = 15

// Accuracy is how near the model comes to reality for many programs, as text.
func Accuracy(a *compare.Table, s Style, say *words.Words) []string {
	t := table{style: s}
	for i, title := range accuracyHead(say) {
		t.headings = append(t.headings, heading{title: title, left: i < 2})
	}
	for i := range a.Rows {
		var row []entry
		for _, text := range accuracyRow(&a.Rows[i], say) {
			row = append(row, entry{text: text})
		}
		t.add(row...)
	}
	lines := t.lines()
	for i := range a.Rows {
		for _, text := range accuracyDetail(&a.Rows[i], say) {
			lines = append(lines, wrap(text, s.width())...)
		}
	}
	lines = append(lines, "")
	for _, text := range accuracySummary(a, say) {
		lines = append(lines, wrap(text, s.width())...)
	}
	return lines
}

// AccuracyMarkdown is the same as a table of Markdown.
func AccuracyMarkdown(a *compare.Table, say *words.Words) []string {
	cell := strings.NewReplacer("|", `\|`, "\n", " ")
	row := func(texts []string) string {
		for i := range texts {
			texts[i] = cell.Replace(texts[i])
		}
		return "| " + strings.Join(texts, " | ") + " |"
	}
	head := accuracyHead(say)
	lines := append(accuracySummary(a, say), "", row(head), "|---|---"+strings.Repeat("|---:", len(head)-2)+"|")
	for i := range a.Rows {
		lines = append(lines, row(accuracyRow(&a.Rows[i], say)))
	}
	for i := range a.Rows {
		for _, text := range accuracyDetail(&a.Rows[i], say) {
			lines = append(lines, "", text)
		}
	}
	return lines
}

func accuracyHead(say *words.Words) []string {
	var titles []string
	for _, id := range []string{
		"accuracy.program", "accuracy.output", "accuracy.cpu-model", "accuracy.cpu-real", "accuracy.cpu-error", "accuracy.cpu-spread",
		"accuracy.wall-model", "accuracy.wall-real", "accuracy.wall-error", "accuracy.foreign",
	} {
		titles = append(titles, say.Say(id))
	}
	return titles
}

func accuracyRow(r *compare.Row, say *words.Words) []string {
	if r.Problem != "" {
		return []string{r.Program, say.Say("accuracy.output.problem"), "", "", "", "", "", "", "", ""}
	}
	output := say.Say("accuracy.output." + string(r.Output))
	if !r.CodesEqual {
		output = say.Say("accuracy.output.code")
	}
	row := []string{r.Program, output}
	row = append(row, accuracyTwin(&r.CPU)...)
	spread := "-"
	if s := r.CPUSpread; s != nil {
		spread = say.Say("accuracy.spread", "Least", s.Least, "Most", s.Most)
	}
	row = append(append(row, spread), accuracyTwin(&r.Wall)...)
	foreign := "-"
	if r.ForeignPercent >= 0 {
		foreign = fmt.Sprintf("%d%%", r.ForeignPercent)
	}
	return append(row, foreign)
}

func accuracyTwin(t *compare.Twin) []string {
	deviation := "-"
	if t.ErrorPercent != nil {
		deviation = string(*t.ErrorPercent) + "%"
	}
	return []string{accuracyTime(t.Model), accuracyTime(t.Real), deviation}
}

func accuracyTime(ns int64) string {
	return fmt.Sprintf("%d.%d ms", ns/1_000_000, ns%1_000_000/100_000)
}

// accuracyDetail is what does not fit into a row.
func accuracyDetail(r *compare.Row, say *words.Words) []string {
	switch {
	case r.Problem != "":
		return []string{r.Program + ": " + r.Problem}
	case r.Difference != nil:
		c := comparison{words: say}
		d := r.Difference
		return []string{r.Program + ": " + say.Say("compare.differs", "Stream", d.Stream, "Line", d.Line, "Model", c.line(d.Model), "Real", c.line(d.Real))}
	}
	return nil
}

// accuracySummary says on what computer this was, and how near the model came.
func accuracySummary(a *compare.Table, say *words.Words) []string {
	lines := []string{say.Say("accuracy.computer", "System", a.System, "Cores", a.Cores, "Node", a.Node, "Runs", a.Runs)}
	if m := a.Measured; m != nil {
		lines = append(lines, accuracyMeasured(m, say))
		if unsteady, repeated := a.Unsteady(); unsteady+repeated > 0 {
			lines = append(lines, say.Say("accuracy.unsteady", "Repeated", repeated, "Unsteady", unsteady, "Percent", compare.SteadyPercent))
		}
	}
	lines = append(lines, accuracyAbout(a, say, "compare.preset", func(r *compare.Row) string { return "compare.preset." + r.Preset })...)
	lines = append(lines, accuracyAbout(a, say, "compare.recorded", func(r *compare.Row) string { return "real.tier." + r.Tier })...)
	if cpu := a.MiddleError(func(r *compare.Row) *compare.Twin { return &r.CPU }); cpu != "" {
		wall := a.MiddleError(func(r *compare.Row) *compare.Twin { return &r.Wall })
		lines = append(lines, say.Say("accuracy.errors", "CPU", cpu, "Wall", wall))
	}
	if middle, most := a.Foreign(); middle >= 0 {
		lines = append(lines, say.Say("accuracy.load", "Middle", middle, "Most", most))
		if middle > BusyPercent {
			lines = append(lines, say.Say("accuracy.busy", "Percent", BusyPercent))
		}
	}
	return lines
}

// accuracyAbout names what the programs have of something: all if they differ.
func accuracyAbout(a *compare.Table, say *words.Words, what string, of func(*compare.Row) string) []string {
	var all []string
	for i := range a.Rows {
		if r := &a.Rows[i]; r.Problem == "" && r.Preset != "" {
			if one := say.Say(of(r)); !slices.Contains(all, one) {
				all = append(all, one)
			}
		}
	}
	if len(all) == 0 {
		return nil
	}
	return []string{say.Say("accuracy.about", "What", say.Say(what), "List", strings.Join(all, say.Say("accuracy.measured-and")))}
}

// accuracyMeasured says how steady the computer was.
func accuracyMeasured(m *compare.Measured, say *words.Words) string {
	var ranges []string
	for _, c := range m.Costs {
		least, most := accuracyCost(c.Least), accuracyCost(c.Most)
		ranges = append(ranges, say.Say("accuracy.measured-cost", "What", say.Say("ui.knob-of."+c.Name), "Least", least, "Most", most))
	}
	return say.Say("accuracy.measured", "Times", m.Times, "Costs", strings.Join(ranges, say.Say("accuracy.measured-and")))
}

func accuracyCost(ns int64) string {
	if ns < 1_000_000 {
		return fmt.Sprintf("%d ns", ns)
	}
	return accuracyTime(ns)
}
