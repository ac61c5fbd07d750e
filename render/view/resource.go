package view

import (
	"strconv"

	"timeslice/render/scene"
	"timeslice/render/scene/icon"
	"timeslice/render/view/sentence"
	"timeslice/sim/trace"
)

// resources are the objects that the stage shows: locks and what else threads
// wait for, channels and devices; those first that are in use now. What is only
// inside a Node process (its poll set, its counters) is not among them.
func (f *Frame) resources() []trace.ObjectID {
	var used, idle []trace.ObjectID
	for i := 1; i < len(f.State.Objects); i++ {
		o, id := &f.State.Objects[i], trace.ObjectID(i)
		if !f.shown(o) {
			continue
		}
		if o.Waiters > 0 || o.Owner != trace.NoThread || o.Held > 0 || o.Pending > 0 || o.Serving > 0 {
			used = append(used, id)
		} else {
			idle = append(idle, id)
		}
	}
	return append(used, idle...)
}

// shown reports whether an object is one of those that the stage shows.
func (f *Frame) shown(o *trace.ObjectState) bool {
	switch o.Sort {
	case trace.ReasonMutex, trace.ReasonConditionVariable, trace.ReasonSemaphoreObject, trace.ReasonDiskDevice, trace.ReasonDeviceUnlimited:
		return true
	case trace.ReasonFutexWord:
		return o.Waiters > 0
	case trace.ReasonPipe, trace.ReasonSocketPair, trace.ReasonSocket, trace.ReasonListener, trace.ReasonDatagramSocket:
		return o.Open > 0 || o.Held > 0
	}
	return false
}

// objectIcon is the picture of a sort of object.
func objectIcon(o *trace.ObjectState) icon.Icon {
	switch o.Sort {
	case trace.ReasonMutex:
		if o.Owner == trace.NoThread {
			return icon.Unlock
		}
		return icon.Lock
	case trace.ReasonDiskDevice, trace.ReasonDeviceUnlimited:
		return icon.Disk
	case trace.ReasonPipe:
		return icon.Pipe
	case trace.ReasonSocketPair, trace.ReasonSocket, trace.ReasonListener, trace.ReasonDatagramSocket:
		return icon.Socket
	case trace.ReasonConditionVariable:
		return icon.Signal
	}
	return icon.Queue
}

// isChannel reports whether bytes go through objects of a sort.
func isChannel(sort trace.Reason) bool {
	return sort == trace.ReasonPipe || sort == trace.ReasonSocketPair || sort == trace.ReasonSocket || sort == trace.ReasonDatagramSocket
}

// objectHigh is how high a resource is, in units.
const objectHigh = 52.0

// objects draws the resources into a box, as many as there is room for, and
// returns the height that they take.
func (f *Frame) objects(l *scene.Layer, b scene.Box, ids []trace.ObjectID) float64 {
	u := f.Theme.Unit
	high := objectHigh * u
	if len(ids) == 0 || b.W < 140*u {
		return 0
	}
	grid := scene.NewGrid(b, len(ids), 6, 190*u, high, 8*u)
	room := grid.Room()
	shown := len(ids)
	if shown > room && grid.Columns == 1 {
		return f.objectColumn(l, b, ids, &grid)
	}
	if shown > room {
		shown = room - 1
	}
	if shown < 1 {
		return 0
	}
	f.kept.channels.take(f)
	f.underway()
	for i := range shown {
		f.object(l, grid.Cell(i), ids[i])
	}
	if shown < len(ids) {
		f.rest(l, grid.Cell(shown), len(ids)-shown)
	}
	return min(grid.Height(min(len(ids), room)), b.H)
}

// objectColumn draws the first of too many resources for a column, and in a line below
// them how many more there are.
func (f *Frame) objectColumn(l *scene.Layer, b scene.Box, ids []trace.ObjectID, grid *scene.Grid) float64 {
	line := 20 * f.Theme.Unit
	if b.H < line {
		return 0
	}
	step := grid.Row + grid.Gap
	shown := int((b.H - line) / step)
	f.kept.channels.take(f)
	f.underway()
	for i := range shown {
		f.object(l, grid.Cell(i), ids[i])
	}
	rest := scene.Box{X: b.X, Y: b.Y + step*float64(shown), W: b.W, H: line}
	if shown == 0 { // or it would seem to be about the processes above
		l.Label(rest.InsetXY(4, 0), f.word("things", "Count", len(ids)), f.Theme.Type.Small, f.Theme.Muted, scene.Start)
	} else {
		f.rest(l, rest, len(ids)-shown)
	}
	return step*float64(shown) + line
}

// object draws one: what it is, who has it or what is in it, and who waits.
func (f *Frame) object(l *scene.Layer, b scene.Box, id trace.ObjectID) {
	t, u := f.Theme, f.Theme.Unit
	o := f.State.Object(id)
	name := f.Tell.Object(id).Text
	l.Enclose(scene.Mark{
		Box: b, Name: "object", Subject: object(id), Role: scene.Item, Label: name, Command: selects(), Condition: f.selected(object(id)),
	}, func() {
		f.framed(l, b, object(id))
		rest := b.InsetXY(9*u, 4*u)
		head := rest.CutTop(21 * u)
		l.Picture(objectIcon(&o), head.CutLeft(14*u).Middle(14*u, 14*u), t.Muted)
		head.CutLeft(6 * u)
		if o.Waiters > 0 {
			waiting := f.word("waiting", "Count", int(o.Waiters))
			wide := l.Width(t.Type.Small, waiting)
			if wide < head.W*0.6 {
				l.Label(head.CutRight(wide), waiting, t.Type.Small, t.WarnText, scene.End)
				head.CutRight(6 * u)
			}
		}
		if isChannel(o.Sort) && o.Held > 0 {
			room := head.W - l.Width(t.Type.SmallStrong, name) - 8*u
			text := f.fitting(l, room, t.Type.Small, f.holds(&o)...)
			if wide := l.Width(t.Type.Small, text); wide <= room {
				l.Label(head.CutRight(wide), text, t.Type.Small, t.Muted, scene.End)
				head.CutRight(6 * u)
			}
		}
		l.Label(head, name, t.Type.SmallStrong, t.Text, scene.Start)
		f.content(l, rest.CutTop(21*u), id, &o)
	})
}

// content draws what is to be told of an object in one row.
func (f *Frame) content(l *scene.Layer, row scene.Box, id trace.ObjectID, o *trace.ObjectState) {
	t, u := f.Theme, f.Theme.Unit
	say := func(text string) { l.Label(row, text, t.Type.Small, t.Muted, scene.Start) }
	switch o.Sort {
	case trace.ReasonMutex:
		if o.Owner == trace.NoThread {
			say(f.word("free"))
			return
		}
		taken := l.Label(row, f.word("held-by"), t.Type.Small, t.Muted, scene.Start)
		row.CutLeft(taken.W + 6*u)
		name := f.nameOn(o.Owner)
		f.thread(l, row.CutLeft(min(l.ChipWidth(t, f.shape(o.Owner), name), row.W)).InsetXY(0, 0.5*u), o.Owner, name)
		if waiters := f.State.Waiters(id); len(waiters) > 0 && row.W > 60*u { // and who stands in line behind it
			row.CutLeft(4 * u)
			l.Picture(icon.ChevronLeft, row.CutLeft(12*u).Middle(10*u, 10*u), t.Muted)
			row.CutLeft(2 * u)
			f.threads(l, row, waiters, f.nameOn)
		}
	case trace.ReasonSemaphoreObject:
		say(f.word("units-free", "Count", o.Free))
	case trace.ReasonDiskDevice, trace.ReasonDeviceUnlimited:
		if o.Serving == 0 && o.Pending == 0 {
			say(f.say("idle"))
			return
		}
		say(f.word("requests", "Serving", int(o.Serving), "Waiting", int(o.Pending)))
	case trace.ReasonListener:
		say(f.word("connections-waiting", "Count", int(o.Pending)))
	case trace.ReasonConditionVariable, trace.ReasonFutexWord:
		f.threads(l, row, f.State.Waiters(id), f.nameOn)
	default:
		f.channel(l, row, id, o)
	}
}

// fullness draws how full a channel is.
func (f *Frame) fullness(l *scene.Layer, row scene.Box, o *trace.ObjectState) {
	t, u := f.Theme, f.Theme.Unit
	text := sentence.Bytes(o.Held)
	if o.Capacity > 0 {
		text = f.word("of", "Part", text, "Whole", sentence.Bytes(o.Capacity))
	}
	taken := l.Label(row, f.fitting(l, row.W*0.7, t.Type.Small, text, sentence.Bytes(o.Held)), t.Type.Small, t.Muted, scene.End)
	row.W = max(taken.X-row.X-8*u, 0)
	if o.Capacity > 0 && row.W > 20*u {
		colour := t.Accent
		if o.Held >= o.Capacity {
			colour = t.Warn
		}
		l.Bar(row.Middle(row.W, 7*u), t, float64(o.Held)/float64(o.Capacity), colour)
	}
}

func count(n int) string { return strconv.Itoa(n) }
