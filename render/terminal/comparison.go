package terminal

import (
	"fmt"
	"sort"
	"strings"

	"timeslice/assets/words"
	"timeslice/sim/compare"
)

// mostOrders is how many orders a comparison lists, mostOrderLines how many lines
// of one it shows.
const (
	mostOrders     = 6
	mostOrderLines = 8
)

// Comparison is a simulated run beside real ones, as text.
func Comparison(r *compare.Report, s Style, say *words.Words) []string {
	c := comparison{report: r, style: s, words: say}
	c.verdict()
	c.orders()
	c.figures()
	c.gap()
	c.callbacks()
	c.messages()
	for _, note := range r.Notes {
		c.lines = append(c.lines, wrap(note, s.width())...)
	}
	return c.lines
}

type comparison struct {
	report *compare.Report
	style  Style
	words  *words.Words
	lines  []string
}

// verdict is what one wants to know first.
func (c *comparison) verdict() {
	r, say := c.report, c.words.Say
	output := say("compare.equal")
	if d := r.FirstDifference; d != nil {
		output = say("compare.differs", "Stream", d.Stream, "Line", d.Line, "Model", c.line(d.Model), "Real", c.line(d.Real))
	} else if len(r.Orders) > 0 && !r.Orders[0].Model {
		output = say("compare.equal-but-order")
	}
	codes := fmt.Sprint(r.ExitCodes.Model)
	if !r.ExitCodes.Equal {
		codes = say("compare.codes-differ", "Model", r.ExitCodes.Model, "Real", strings.Trim(fmt.Sprint(r.ExitCodes.Real), "[]"))
	}
	c.lines = append(c.lines, Definitions([][2]string{
		{say("compare.output"), output},
		{say("compare.exit-code"), codes},
		{say("compare.races"), c.races()},
		{say("compare.preset"), say("compare.preset." + r.Preset)},
		{say("compare.recorded"), say("compare.tier", "Tier", say("real.tier."+r.Tier), "Count", r.Runs)},
	}, c.style)...)
}

func (c *comparison) line(text *string) string {
	if text == nil {
		return c.words.Say("compare.no-line")
	}
	return fmt.Sprintf("%q", *text)
}

func (c *comparison) races() string {
	if len(c.report.Racing) == 0 {
		return c.words.Say("compare.no-races")
	}
	var pairs []string
	for i, pair := range c.report.Racing {
		if i == mostOrderLines {
			pairs = append(pairs, "…")
			break
		}
		pairs = append(pairs, fmt.Sprintf("%q %s %q", pair[0], c.words.Say("compare.against"), pair[1]))
	}
	return strings.Join(pairs, "; ")
}

// orders are the orders that were seen or could have been, if there are several.
func (c *comparison) orders() {
	if len(c.report.Orders) < 2 {
		return
	}
	c.lines = append(c.lines, "", c.words.Say("compare.orders", "Count", c.report.Runs))
	base := c.report.Orders[0].Lines
	for i, order := range c.report.Orders {
		if i == mostOrders {
			c.lines = append(c.lines, "  …")
			break
		}
		allowed := "compare.allowed"
		switch {
		case !order.Allowed:
			allowed = "compare.not-allowed"
		case order.Times == 0:
			allowed = "compare.not-seen"
		}
		c.lines = append(c.lines, fmt.Sprintf("  %3d  %s: %s", order.Times, c.words.Say(allowed), strings.Join(parting(order.Lines, base, i == 0), " | ")))
	}
}

// parting are the lines of an order from where it parts from another one.
func parting(lines, base []string, first bool) []string {
	at := 0
	for !first && at < len(lines) && at < len(base) && lines[at] == base[at] {
		at++
	}
	shown := lines[min(at, len(lines)):]
	if len(shown) > mostOrderLines {
		shown = append(append([]string{}, shown[:mostOrderLines]...), "…")
	}
	if at > 0 {
		shown = append([]string{"…"}, shown...)
	}
	return shown
}

// figures are the sums and the threads.
func (c *comparison) figures() {
	say := c.words.Say
	t := table{style: c.style, headings: []heading{{title: say("compare.figure"), left: true}, {title: say("compare.model")}, {title: say("compare.real")}, {title: say("compare.range")}, {title: say("compare.error")}}}
	names := make([]string, 0, len(c.report.Total))
	for name := range c.report.Total {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		c.row(&t, say("compare.figure."+name), name, c.report.Total[name])
	}
	for i := range c.report.Threads {
		thread := &c.report.Threads[i]
		c.row(&t, "CPU "+thread.Process+"/"+thread.Name, "cpu_ns", thread.Figures["cpu_ns"])
	}
	c.lines = append(c.lines, "")
	c.lines = append(c.lines, t.lines()...)
}

func (c *comparison) row(t *table, title, name string, twin compare.Twin) {
	of := func(value int64) string {
		switch {
		case strings.HasSuffix(name, "_ns"):
			return fmt.Sprintf("%d.%03d ms", value/1_000_000, value%1_000_000/1000)
		case strings.HasSuffix(name, "_bytes"):
			return fmt.Sprintf("%d MiB", value>>20)
		}
		return fmt.Sprint(value)
	}
	deviation := "-"
	if twin.ErrorPercent != nil {
		deviation = string(*twin.ErrorPercent) + "%"
	}
	spread := "-"
	if twin.Least != twin.Most {
		spread = of(twin.Least) + " – " + of(twin.Most)
	}
	if c.style.ASCII {
		spread = strings.ReplaceAll(spread, "–", "-")
	}
	t.add(entry{text: title}, entry{text: of(twin.Model)}, entry{text: of(twin.Real)}, entry{text: spread}, entry{text: deviation})
}

// gap is where the difference of the wall times comes from.
func (c *comparison) gap() {
	g := c.report.Gap
	if g == nil {
		return
	}
	ms := func(ns int64) string {
		sign := "+"
		if ns < 0 {
			sign, ns = "-", -ns
		}
		return fmt.Sprintf("%s%d.%03d ms", sign, ns/1_000_000, ns%1_000_000/1000)
	}
	c.lines = append(c.lines, "", c.words.Say("compare.gap", "Wall", ms(g.WallNs)))
	own := [][2]string{{ms(g.StartNs), c.words.Say("compare.gap.start")}, {ms(g.CPUNs), c.words.Say("compare.gap.cpu-after")}}
	if g.StartNs == 0 { // a scenario, or not told
		own = [][2]string{{ms(g.CPUNs), c.words.Say("compare.gap.cpu")}}
	}
	c.lines = append(c.lines, Definitions(append(own,
		[2]string{ms(g.ForeignNs), c.words.Say("compare.gap.foreign")},
		[2]string{ms(g.IdleNs), c.words.Say("compare.gap.idle")},
	), c.style)...)
}

func (c *comparison) callbacks() {
	k := &c.report.Callbacks
	c.matched("compare.callbacks", k.Matched, k.OnlyModel, k.OnlyReal)
}

func (c *comparison) messages() {
	m := &c.report.Messages
	c.matched("compare.messages", m.Matched, m.OnlyModel, m.OnlyReal)
	if m.TravelNs.Real > 0 {
		ms := func(ns int64) string { return fmt.Sprintf("%d.%03d ms", ns/1_000_000, ns%1_000_000/1000) }
		c.lines = append(c.lines, c.words.Say("compare.travel", "Model", ms(m.TravelNs.Model), "Real", ms(m.TravelNs.Real)))
	}
}

// matched tells how many of something both have, and which only one has; nothing if
// there are none.
func (c *comparison) matched(id string, count int, model, real []string) {
	if count+len(model)+len(real) == 0 {
		return
	}
	c.lines = append(c.lines, "", c.words.Say(id, "Count", count))
	for _, side := range []struct {
		id   string
		list []string
	}{{"compare.only-model", model}, {"compare.only-real", real}} {
		if len(side.list) > 0 {
			c.lines = append(c.lines, wrap(c.words.Say(side.id, "List", strings.Join(side.list, ", ")), c.style.width())...)
		}
	}
}
