package view

import (
	"math"
	"strconv"
	"strings"

	"timeslice/render/edit"
	"timeslice/render/model"
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
	"timeslice/render/syntax"
	"timeslice/sim/trace"
)

// pane is the geometry of the code as it was last drawn: which place of the text
// is where.
type pane struct {
	sheet  *model.Sheet
	box    scene.Box // of the lines, numbers and all
	text   scene.Box // of the text
	row    float64   // how high a line is
	column float64   // how wide a column
	fonts  *scene.Fonts
	style  scene.Style
	top    float64 // how many points are above
	left   float64
}

// y is where a line is, from 0.
func (p *pane) y(line int) float64 { return p.text.Y + float64(line)*p.row - p.top }

// x is where a place on a line is.
func (p *pane) x(line, at int) float64 {
	return p.text.X - p.left + p.wide(p.sheet.Text()[p.sheet.LineStart(line):at])
}

// wide is how wide the beginning of a line is.
func (p *pane) wide(text string) float64 {
	tabs := strings.Count(text, "\t") * (edit.TabColumns - 1)
	return p.fonts.Width(p.style, text) + float64(tabs)*p.column
}

// at is the place of the text at a point.
func (p *pane) at(point scene.Point) int {
	line := p.lineAt(point.Y)
	text, want := p.sheet.Line(line), point.X-p.text.X+p.left
	best := 0
	for at := range text {
		if at > 0 && math.Abs(p.wide(text[:at])-want) < math.Abs(p.wide(text[:best])-want) {
			best = at
		}
	}
	if math.Abs(p.wide(text)-want) < math.Abs(p.wide(text[:best])-want) {
		best = len(text)
	}
	return p.sheet.LineStart(line) + best
}

func (p *pane) lineAt(y float64) int {
	return min(max(int((y-p.text.Y+p.top)/p.row), 0), p.sheet.Lines()-1)
}

// reveal is how far something is scrolled: as the model says, until something in
// it is to come into view.
type reveal struct {
	shows  int     // the last time that was asked for
	wished float64 // what the model said then
	offset float64
	holds  bool
}

// to is how far to scroll, in points: so that from and to can be seen, in a room
// with so much in it, if that was asked for since the last time.
func (r *reveal) to(wished float64, shows int, from, to, room, whole float64) float64 {
	offset := wished
	if r.holds && r.wished == wished {
		offset = r.offset
	}
	if shows != r.shows && to > from {
		switch {
		case from < offset:
			offset = from
		case to > offset+room:
			offset = to - room
		}
	}
	offset = min(max(offset, 0), max(whole-room, 0))
	*r = reveal{shows, wished, offset, offset != wished}
	return offset
}

// code shows the program's files, where each thread is in the one that is open,
// and what is wrong with it; and lets it be edited.
func (f *Frame) code(b scene.Box) {
	sheet := f.Model.Sheet()
	if f.Model.Program != nil && f.Model.Program.Recorded() {
		f.recording(b)
		return
	}
	if sheet == nil {
		f.layer("code", b, f.key, func(l *scene.Layer) { f.panel(l, b) })
		return
	}
	t := f.Theme
	well := b.InsetXY(t.Pad, t.Gap)
	head := well.CutTop(30 * t.Unit)
	foot := scene.Box{}
	if f.Model.Editor.Find.Open {
		foot = well.CutBottom(66 * t.Unit)
	}
	breaks := well.CutBottom(min(f.breakpointsHeight(well.W), well.H*0.4))
	inner := well.Inset(t.Hairline)
	told := f.longFaults(sheet, inner)
	below := inner.CutBottom(f.faultsHeight(told, inner))
	p := f.layOutCode(sheet, inner)
	f.codeHead(b, head)
	f.codeText(p, well)
	f.faultList(below, told)
	f.codeCaret(p)
	f.findBar(foot)
	if !breaks.Empty() {
		f.breakpoints(breaks)
	}
}

// layOutCode finds which part of the text is to be seen.
func (f *Frame) layOutCode(sheet *model.Sheet, box scene.Box) *pane {
	t := f.Theme
	p := &f.kept.pane
	*p = pane{sheet: sheet, box: box, text: box, row: t.Type.Code.Size * 1.5, column: t.Type.Code.Column(), fonts: f.scene.Fonts(), style: t.Type.Code}
	p.text.CutLeft(f.gutter(sheet))
	p.text.CutTop(4)
	p.text.CutRight(codeRight)
	reveals := f.kept.reveals(sheet.Name)
	line := sheet.LineOf(sheet.Caret())
	y := float64(line) * p.row
	whole := float64(sheet.Lines())*p.row + p.row
	p.top = reveals.down.to(sheet.Scroll, sheet.Shows, y-p.row, y+2*p.row, p.text.H, whole)
	x := p.wide(sheet.Text()[sheet.LineStart(line):sheet.Caret()])
	p.left = reveals.across.to(sheet.ScrollX, sheet.Shows, x-4*p.column, x+4*p.column, p.text.W, f.widest(sheet)*p.column)
	return p
}

// gutter is how wide the numbers of the lines are, with what stands beside them.
func (f *Frame) gutter(sheet *model.Sheet) float64 {
	t := f.Theme
	digits := max(len(strconv.Itoa(sheet.Lines())), 2)
	return float64(digits)*t.Type.CodeSmall.Column() + (13+breakRoom)*t.Unit
}

// codeRight is how much room the text leaves free at its right.
const codeRight = 6.0

// breakRoom is how wide the place for breakpoints is, left of the numbers.
const breakRoom = 14.0

// widest is how many columns the longest line has, and a little room.
func (f *Frame) widest(sheet *model.Sheet) float64 {
	if f.kept.widestOf != sheet || f.kept.widestIn != sheet.Version() {
		most := 0
		for line := range sheet.Lines() {
			most = max(most, edit.Columns(sheet.Line(line)))
		}
		f.kept.widestOf, f.kept.widestIn, f.kept.widest = sheet, sheet.Version(), float64(most+4)
	}
	return f.kept.widest
}

// faultIn is the first that is wrong in a file, with its line; "" if nothing is.
func (f *Frame) faultIn(file string) string {
	for _, fault := range f.Model.Faults() {
		if fault.File == file {
			return f.faultText(&fault).Text
		}
	}
	return ""
}

// codeHead names the files of the program, those in which something is wrong in its
// colour.
func (f *Frame) codeHead(panel, b scene.Box) {
	m := f.Model
	key := f.key.Text(m.Editor.File).Int(int64(len(m.Program.Files)))
	for _, file := range m.Program.Files {
		key = key.Text(file.Name).Text(f.faultIn(file.Name))
	}
	f.layer("code head", panel, key, func(l *scene.Layer) {
		f.panel(l, panel)
		t := f.Theme
		rest := b
		for _, file := range f.filesFrom(l, b.W) {
			chosen := file.Name == m.Editor.File
			style, colour := t.Type.Label, t.Muted
			if chosen {
				style, colour = t.Type.LabelStrong, t.Text
			}
			fault := f.faultIn(file.Name)
			if fault != "" {
				colour = t.BadText
			}
			wide := l.Width(t.Type.LabelStrong, file.Name)
			if wide > rest.W {
				if !chosen {
					break
				}
				wide = rest.W
			}
			tab := rest.CutLeft(wide)
			l.Label(tab, file.Name, style, colour, scene.Start)
			if chosen {
				l.Fill(scene.Box{X: tab.X, Y: tab.Bottom() - t.Thick - 3, W: tab.W, H: t.Thick}, t.Thick/2, t.Accent)
			}
			l.Mark(scene.Mark{
				Box: tab, Name: "file " + file.Name, Role: scene.Tab, Label: file.Name, Hint: fault, Condition: condition(chosen),
				Command: scene.Command{Name: "file", Text: file.Name},
			})
			rest.CutLeft(fileGap * t.Unit)
		}
	})
}

// fileGap is how far the names of files stand apart, in units.
const fileGap = 18.0

// filesFrom are the files of the program from the first on from which the one that is
// shown still has room.
func (f *Frame) filesFrom(l *scene.Layer, room float64) []model.File {
	all, t := f.Model.Program.Files, f.Theme
	for first := range all {
		used := 0.0
		for _, file := range all[first:] {
			used += l.Width(t.Type.LabelStrong, file.Name)
			if file.Name == f.Model.Editor.File {
				if used <= room || all[first].Name == file.Name {
					return all[first:]
				}
				break
			}
			used += fileGap * t.Unit
		}
	}
	return all
}

// here is where threads are in the file that is shown, line by line.
type here struct {
	line   int // from 1
	thread trace.ThreadID
}

func (f *Frame) threadsHere(p *pane) []here {
	all := f.kept.here[:0]
	file := model.DiskFile(p.sheet.Name)
	for _, id := range f.Trace.LineThreads() {
		if line, at := f.index().LineAt(id, f.State.At); at && f.Trace.Text(line.File) == file {
			all = append(all, here{line.Number, id})
		}
	}
	f.kept.here = all
	return all
}

// codeText draws the lines that can be seen.
func (f *Frame) codeText(p *pane, well scene.Box) {
	sheet, m := p.sheet, f.Model
	key := f.key.Text(sheet.Name).Int(int64(sheet.Version())).Float(p.top).Float(p.left).Text(m.Typing).Bool(m.Editor.Find.Open)
	threads := f.threadsHere(p)
	for _, h := range threads {
		key = key.Int(int64(h.line)).Int(int64(h.thread))
	}
	faults := m.Faults()
	for _, fault := range faults {
		key = key.Int(int64(fault.Line)).Text(fault.Text)
	}
	for _, b := range m.Breakpoints {
		key = key.Text(b.File).Int(int64(b.Line))
	}
	from, to := sheet.Selection()
	key = key.Int(int64(from)).Int(int64(to)).Int(int64(sheet.Caret()))
	if m.Editor.Find.Open {
		key = key.Text(m.Editor.Find.Sought.Text())
	}
	f.layer("code", well, key, func(l *scene.Layer) {
		t := f.Theme
		l.Well(well, t)
		if m.Typing == model.CodeField {
			l.Outline(well, t.Small, t.Line, t.Accent)
		}
		first, last := p.lineAt(p.text.Y), p.lineAt(p.text.Bottom())
		l.Clip(p.box, func() {
			f.lineGrounds(l, p, threads)
			l.Clip(scene.Box{X: p.text.X - 2, Y: p.box.Y, W: p.box.Right() - p.text.X + 2, H: p.box.H}, func() {
				f.textGrounds(l, p)
				f.letters(l, p, first, last)
				f.faultLines(l, p, faults, first, last)
			})
			f.numbers(l, p, first, last, faults)
		})
		l.Mark(scene.Mark{
			Box: scene.Box{X: p.text.X, Y: p.box.Y, W: p.box.Right() - p.text.X, H: p.box.H}, Name: "code", Role: scene.Field,
			Condition: scene.Scrolls, Label: sheet.Name, Command: scene.Command{Name: "type-in", Text: model.CodeField},
		})
		f.codeBar(l, p)
	})
}

// codeBar shows which part of the text can be seen.
func (f *Frame) codeBar(l *scene.Layer, p *pane) {
	whole := float64(p.sheet.Lines()+1) * p.row
	bar := scene.Box{X: p.box.Right() - 7, Y: p.box.Y + 3, W: 4, H: p.box.H - 6}
	l.Scrollbar(bar, f.Theme, p.top/whole, (p.top+p.text.H)/whole)
}

// lineGrounds lays a band under the lines where threads are, in their hues.
func (f *Frame) lineGrounds(l *scene.Layer, p *pane, threads []here) {
	t := f.Theme
	selected := f.selectedLine(p)
	if selected > 0 {
		l.Fill(scene.Box{X: p.box.X, Y: p.y(selected - 1), W: p.box.W, H: p.row}, 0, t.Selection)
	}
	for i, h := range threads {
		row := scene.Box{X: p.box.X, Y: p.y(h.line - 1), W: p.box.W, H: p.row}
		if h.line != selected {
			l.Fill(row, 0, t.LineNow)
		}
		beside := 0.0
		for _, other := range threads[:i] {
			if other.line == h.line {
				beside += 4
			}
		}
		l.Fill(scene.Box{X: row.X + beside, Y: row.Y, W: 3, H: row.H}, 0, f.shade(h.thread))
	}
}

// selectedLine is the line of the file that is selected, from 1; 0 if none is.
func (f *Frame) selectedLine(p *pane) int {
	if file, line, is := f.Model.LineOf(f.Model.Selected); is && file == p.sheet.Name {
		return line
	}
	return 0
}

// textGrounds lays what was found, what is selected and brackets that belong
// together under the letters.
func (f *Frame) textGrounds(l *scene.Layer, p *pane) {
	t, sheet := f.Theme, p.sheet
	if find := &f.Model.Editor.Find; find.Open {
		for _, m := range sheet.Find(find.Sought.Text()) {
			f.underlay(l, p, m.From, m.To, t.Found.Fade(0.7))
		}
	}
	if from, to := sheet.Selection(); from < to {
		f.underlay(l, p, from, to, t.Selection)
		return
	}
	if f.Model.Typing != model.CodeField {
		return
	}
	if one, other, found := syntax.Match(sheet.Text(), sheet.Parts(), sheet.Caret()); found {
		for _, at := range []int{one, other} {
			line := sheet.LineOf(at)
			l.Outline(scene.Box{X: p.x(line, at), Y: p.y(line) + 1, W: p.column, H: p.row - 2}, 2, t.Hairline, t.Accent)
		}
	}
}

// underlay fills what is under a part of the text.
func (f *Frame) underlay(l *scene.Layer, p *pane, from, to int, colour scene.Colour) {
	first, last := p.sheet.LineOf(from), p.sheet.LineOf(to)
	for line := max(first, p.lineAt(p.text.Y)); line <= min(last, p.lineAt(p.text.Bottom())); line++ {
		x, end := p.x(line, p.sheet.LineStart(line)), p.x(line, p.sheet.LineEnd(line))+p.column/2
		if line == first {
			x = p.x(line, from)
		}
		if line == last {
			end = p.x(line, to)
		}
		l.Fill(scene.Box{X: x, Y: p.y(line), W: end - x, H: p.row}, 0, colour)
	}
}

// syntaxColour is the colour of a part of the source.
func (f *Frame) syntaxColour(c syntax.Class) scene.Colour {
	s := &f.Theme.Syntax
	return [...]scene.Colour{s.Plain, s.Keyword, s.String, s.Number, s.Comment, s.Function, s.Property, s.Punctuation}[c]
}

// letters writes the lines, part by part.
func (f *Frame) letters(l *scene.Layer, p *pane, first, last int) {
	sheet := p.sheet
	parts := sheet.Parts()
	next := 0
	for line := first; line <= last; line++ {
		at, end := sheet.LineStart(line), sheet.LineEnd(line)
		y := scene.Box{Y: p.y(line), H: p.row}.Baseline(f.Theme.Type.Code)
		for next < len(parts) && parts[next].To <= at {
			next++
		}
		for i := next; at < end; {
			stop, class := end, syntax.Plain
			if i < len(parts) && parts[i].From < end {
				if part := parts[i]; part.From > at {
					stop = part.From
				} else {
					stop, class = min(part.To, end), part.Class
					i++
				}
			}
			f.write(l, p, line, at, stop, y, f.syntaxColour(class))
			at = stop
		}
	}
}

// write writes a part of a line where its columns are. Spaces are not written,
// and a tab takes its columns.
func (f *Frame) write(l *scene.Layer, p *pane, line, from, to int, y float64, colour scene.Colour) {
	text := p.sheet.Text()
	for from < to {
		for from < to && (text[from] == ' ' || text[from] == '\t') {
			from++
		}
		stop := from
		for stop < to && text[stop] != '\t' && !(text[stop] == ' ' && (stop+1 == to || text[stop+1] == ' ' || text[stop+1] == '\t')) {
			stop++
		}
		if from == stop {
			continue
		}
		x := p.x(line, from)
		if x > p.box.Right() {
			return
		}
		if piece := text[from:stop]; x+float64(len(piece))*p.column*2 > p.text.X-p.column {
			l.Write(x, y, piece, f.Theme.Type.Code, colour)
		}
		from = stop
	}
}

// numbers writes the numbers of the lines; each goes to the times when its line
// ran.
func (f *Frame) numbers(l *scene.Layer, p *pane, first, last int, faults []model.Fault) {
	t := f.Theme
	file := f.Model.FileNumber(p.sheet.Name)
	gutter := scene.Box{X: p.box.X, W: p.text.X - p.box.X, H: p.row}
	for line := first; line <= last; line++ {
		gutter.Y = p.y(line)
		if gutter.CentreY() < p.box.Y || gutter.CentreY() > p.box.Bottom() {
			continue
		}
		bad := false
		for _, fault := range faults {
			bad = bad || fault.File == p.sheet.Name && min(fault.Line, p.sheet.Lines()) == line+1
		}
		inner := gutter
		inner.CutRight(8 * t.Unit)
		inner.CutLeft(4 + breakRoom*t.Unit)
		if bad {
			l.Picture(icon.Failure, inner.CutLeft(inner.W).Middle(13*t.Unit, 13*t.Unit), t.Bad)
		} else {
			l.Label(inner, strconv.Itoa(line+1), t.Type.CodeSmall, t.Muted, scene.End)
		}
		subject := scene.Subject{Topic: scene.OfLine, ID: file, Part: int64(line + 1)}
		number := gutter
		f.lineBreak(l, number.CutLeft(breakRoom*t.Unit+4), p.sheet.Name, line+1, subject)
		l.Mark(scene.Mark{
			Box: number, Name: "line", Subject: subject, Role: scene.Item, Label: f.say("code.line", "Number", line+1),
			Command: scene.Command{Name: "line", Argument: 1}, Condition: f.selected(subject), Hint: f.say("code.line-hint"),
		})
	}
}

// Caret is where text is written, in points: the caret of the code, wherever it
// stands by now in the text as the last picture laid it out, or else the field that
// is written in, or nowhere.
func (p *Painter) Caret(m *model.Model) scene.Box {
	if code := &p.kept.pane; m.Typing == model.CodeField && code.sheet != nil && code.sheet == m.Sheet() {
		line := code.sheet.LineOf(code.sheet.Caret())
		return scene.Box{X: code.x(line, code.sheet.Caret()) - 1, Y: code.y(line), W: 2, H: code.row}.Intersect(code.box)
	}
	if field := p.Scene.Find(m.Typing, scene.Subject{}); field != nil {
		return field.Box
	}
	return scene.Box{}
}

// codeCaret draws the caret, and what an input method is about to write there.
func (f *Frame) codeCaret(p *pane) {
	if f.Model.Typing != model.CodeField {
		return
	}
	sheet, t := p.sheet, f.Theme
	line := sheet.LineOf(sheet.Caret())
	x, y := p.x(line, sheet.Caret()), p.y(line)
	text, within := sheet.Composed()
	box := scene.Box{X: x - 1, Y: y, W: p.wide(text) + 4, H: p.row}.Intersect(p.box)
	if box.Empty() {
		return
	}
	f.layer("caret", box, f.key.Float(x).Float(y).Text(text).Int(int64(within)), func(l *scene.Layer) {
		if text != "" {
			l.Fill(box, 0, t.Well)
			l.Write(x, box.Baseline(t.Type.Code), text, t.Type.Code, t.Text)
			l.Rule(scene.Point{X: x, Y: box.Bottom() - 2}, scene.Point{X: box.Right(), Y: box.Bottom() - 2}, t.Hairline, t.Accent)
			x += p.wide(text[:within])
		}
		l.Fill(scene.Box{X: x - 1, Y: y + 1, W: t.Thick, H: p.row - 2}, 0, t.Accent)
	})
}
