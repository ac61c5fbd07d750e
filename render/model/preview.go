package model

import (
	"timeslice/render/view/timeline"
	"timeslice/sim/trace"
)

// Preview is the little picture on a card: who ran when in that program's own run.
type Preview struct {
	Rows [][]Bar // of cores, or of threads where there is one core
}

// Bar is a thread that runs, from and to as parts of the run.
type Bar struct {
	From, To float64
	Process  int // the place of its process among those of the run, from 0; -1 for none
	Thread   int // its number within the process
}

// What a preview has of a run: so many rows, such short pieces, so much time and so
// many facts. Who wants all of a run opens it.
const (
	previewRows   = 4
	previewPieces = 70
	previewEnd    = horizon
	previewFacts  = 60_000
)

// previews are those that are known, and the run that the next one is made of.
type previews struct {
	all   []*Preview // by the number of the example, nil while it is not known
	known int
	run   *Branch
}

// Preview is the picture of an example, nil while it is not known.
func (m *Model) Preview(example int) *Preview {
	if example < 0 || example >= len(m.previews.all) {
		return nil
	}
	return m.previews.all[example]
}

// Previews is how many previews are known.
func (m *Model) Previews() int { return m.previews.known }

// preview goes on making previews as long as there is time, and reports whether
// there is more to do.
func (m *Model) preview(more func() bool) bool {
	all := m.Examples()
	p := &m.previews
	if p.all == nil {
		p.all = make([]*Preview, len(all))
	}
	for p.known < len(all) {
		if !more() {
			return true
		}
		if p.run == nil {
			program, settings := all[p.known].open()
			p.run = &Branch{Program: program, Settings: settings}
			if p.run.start(m.library) != nil {
				p.run.ended = true
			}
		}
		b := p.run
		enough := func() bool { return b.machine.Now() >= previewEnd || b.machine.Facts() >= previewFacts }
		b.advance(0, func() bool { return (b.stint.underway || !enough()) && more() })
		if b.machine != nil && !b.ended && !enough() {
			continue
		}
		p.all[p.known] = previewOf(b)
		p.known++
		b.leave()
		p.run = nil
	}
	return false
}

func previewOf(b *Branch) *Preview {
	p := &Preview{}
	if b.Index == nil || b.Index.End() == 0 {
		return p
	}
	x := b.Index
	rows := x.Rows(timeline.ByCore)
	if len(rows) == 1 {
		rows = x.Rows(timeline.ByThread)
	}
	places := map[trace.ProcessID]int{}
	for i, row := range x.Rows(timeline.ByProcess) {
		places[row.Process] = i
	}
	whole := timeline.Window{From: 0, To: x.End(), StepNs: int64(x.End()) / previewPieces}
	for _, row := range rows {
		var bars []Bar
		for _, piece := range x.Pieces(row.Lanes[0], whole, nil) {
			if piece.Merged && piece.Ns[timeline.Running]+piece.Ns[timeline.Collecting] < int64(piece.To-piece.From)/2 ||
				piece.State != timeline.Running && piece.State != timeline.Collecting {
				continue
			}
			thread := trace.ThreadID(row.Ref.ID)
			if row.Process == trace.NoProcess {
				thread = trace.ThreadID(piece.Who)
			}
			process := b.Book.ProcessOf(thread)
			place, known := places[process]
			if !known {
				place = -1
			}
			end := float64(x.End())
			bars = append(bars, Bar{float64(piece.From) / end, float64(piece.To) / end, place, int(thread) - int(process)})
		}
		if len(bars) > 0 && len(p.Rows) < previewRows {
			p.Rows = append(p.Rows, bars)
		}
	}
	return p
}

// RunPicture is the little picture of the run that is shown, nil while it goes on.
func (m *Model) RunPicture() *Preview {
	if b := m.Branch(); b != nil && b.Ended() {
		return previewOf(b)
	}
	return nil
}
