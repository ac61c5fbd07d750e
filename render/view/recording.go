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
			c.recorded("scenario", "machine", "system", "node", "cores", "policy")
			c.Y += 8 * u
			l.Paragraph(c.take(inside.Bottom()-c.Y), f.say("recording.about"), t.Type.Label, t.Muted)
		})
	})
}

// recorded writes how a run was recorded, and what else its trace says of itself.
func (c *column) recorded(properties ...string) {
	how := c.say("recording.simulated")
	if tier := c.Trace.Property("real"); tier != "" {
		how = c.say("recording.real", "Tier", c.say("real.tier."+tier))
	}
	c.pair(c.say("recording.how"), how)
	for _, property := range properties {
		c.pair(c.say("recording."+property), c.Trace.Property(property))
	}
}
