package terminal

import (
	"fmt"
	"strings"

	"timeslice/assets/words"
	"timeslice/sim/compare"
)

// curveBar is how many columns the bar of the best speed-up has.
const curveBar = 40

// Curve is how a job's time changes with the number of something, as a table and as
// bars: for each number the model's speed-up above the real one.
func Curve(c *compare.Curve, s Style, say *words.Words) []string {
	of := say.Say("compare.curve-of." + c.Of)
	t := table{style: s, headings: []heading{
		{title: of}, {title: say.Say("compare.curve-model")}, {title: say.Say("compare.curve-real")}, {title: say.Say("compare.range")},
		{title: say.Say("compare.error")}, {title: say.Say("compare.curve-speed-model")}, {title: say.Say("compare.curve-speed-real")},
	}}
	best := 1.0
	for i := range c.Points {
		p := &c.Points[i]
		deviation := "-"
		if p.WallNs.ErrorPercent != nil {
			deviation = string(*p.WallNs.ErrorPercent) + "%"
		}
		spread := curveTime(p.WallNs.Least) + " – " + curveTime(p.WallNs.Most)
		if s.ASCII {
			spread = strings.ReplaceAll(spread, "–", "-")
		}
		number := fmt.Sprint(p.N)
		if !p.OutputEqual {
			number += "!"
		}
		t.add(entry{text: number}, entry{text: curveTime(p.WallNs.Model)}, entry{text: curveTime(p.WallNs.Real)}, entry{text: spread},
			entry{text: deviation}, entry{text: string(p.SpeedUpModel)}, entry{text: string(p.SpeedUpReal)})
		for _, speed := range []string{string(p.SpeedUpModel), string(p.SpeedUpReal)} {
			best = max(best, speedOf(speed))
		}
	}
	lines := append(t.lines(), "", say.Say("compare.curve-bars"))
	g := s.glyphs()
	room := min(curveBar, max(10, s.width()-16))
	for i := range c.Points {
		p := &c.Points[i]
		for j, speed := range []string{string(p.SpeedUpModel), string(p.SpeedUpReal)} {
			name, letter, mark := "", say.Say("compare.curve-letter-model"), g.full
			if j == 0 {
				name = fmt.Sprint(p.N)
			} else {
				letter, mark = say.Say("compare.curve-letter-real"), g.ran
			}
			length := int(speedOf(speed)/best*float64(room) + 0.5)
			lines = append(lines, fmt.Sprintf("%4s %s %s %s", name, letter, strings.Repeat(mark, length), speed))
		}
	}
	for i := range c.Points {
		if !c.Points[i].OutputEqual {
			lines = append(lines, "", say.Say("compare.curve-differs"))
			break
		}
	}
	return lines
}

func curveTime(ns int64) string { return fmt.Sprintf("%d.%03d ms", ns/1_000_000, ns%1_000_000/1000) }

func speedOf(text string) float64 {
	value := 0.0
	fmt.Sscan(text, &value)
	return value
}
