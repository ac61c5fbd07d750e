package view

import (
	"timeslice/render/scene"
	"timeslice/render/scene/icon"
)

// recording stands where the code would be when what is open is the record of a run
// without its program: it says what ran where, and how it was looked at.
func (f *Frame) recording(b scene.Box) {
	f.layer("recording", b, f.key.Text(f.Model.Program.Name), func(l *scene.Layer) {
		f.panel(l, b)
		t, u := f.Theme, f.Theme.Unit
		inside := b.InsetXY(t.Pad, t.Gap)
		l.Clip(inside, func() {
			c := &column{Frame: f, l: l, X: inside.X, Y: inside.Y, W: inside.W, bottom: b.Bottom()}
			c.title(nil, icon.Record, f.say("recording.title"), f.Model.Program.Name)
			how := f.say("recording.simulated")
			if tier := f.Trace.Property("real"); tier != "" {
				how = f.say("recording.real", "Tier", f.say("real.tier."+tier))
			}
			c.pair(f.say("recording.how"), how)
			for _, property := range []string{"scenario", "machine", "system", "node", "cores", "policy"} {
				c.pair(f.say("recording."+property), f.Trace.Property(property))
			}
			c.Y += 8 * u
			l.Paragraph(c.take(inside.Bottom()-c.Y), f.say("recording.about"), t.Type.Label, t.Muted)
		})
	})
}
