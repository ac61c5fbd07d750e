package gallery

import (
	"fmt"
	"math"

	"timeslice/render/scene"
	"timeslice/render/scene/icon"
)

// Screen fills a scene with a whole screen: a lesson on the left, the machine in
// the middle, its history below, and what is selected on the right. All figures
// are made up. The layers have keys, as those of the app have: now is the instant
// in nanoseconds, and what does not depend on it is kept.
func Screen(s *scene.Scene, t *scene.Theme, now int64) {
	s.Begin(Width, Height, t.Canvas)
	rest := s.Box()
	still := scene.NewKey().Text(string(t.Name))
	moving := still.Int(now)
	top := rest.CutTop(48)
	left := rest.CutLeft(372)
	right := rest.CutRight(264)
	below := rest.CutBottom(284)
	draw := func(name string, box scene.Box, key scene.Key, view func(*scene.Layer, scene.Box, *scene.Theme)) {
		if l, needed := s.Layer(name, box, key); needed {
			view(l, box, t)
		}
	}
	draw("top", top, still, bar)
	draw("lesson", left, still, lesson)
	draw("stage", rest, moving, stage(now))
	draw("timeline", below, still, timeline)
	draw("inspector", right, moving, inspector(now))
	draw("playhead", needle(below, now), moving, playhead(now))
	s.End()
}

// span is the length of the run, and Now an instant to look at.
const (
	span = 171_000_000
	Now  = 96_412_000
)

func bar(l *scene.Layer, b scene.Box, t *scene.Theme) {
	l.Fill(b, 0, t.Panel)
	l.Fill(scene.Box{X: b.X, Y: b.Bottom() - 1, W: b.W, H: 1}, 0, t.Border)
	row := b.InsetXY(18, 0)
	logo := row.CutLeft(40).Middle(30, 18).Shift(-5, 0)
	l.Fill(logo.CutLeft(10), 3, t.Hue(0).Solid)
	logo.CutLeft(3)
	l.Fill(logo.CutLeft(5), 2, t.Hue(1).Solid)
	logo.CutLeft(3)
	l.Fill(logo.CutLeft(8), 3, t.Hue(2).Solid)
	row.CutLeft(l.Label(row, "timeslice", t.Type.Title, t.Text, scene.Start).W + 16)
	l.Label(row, "第 6 课 · 线程池：四个线程，八个哈希", t.Type.Body, t.Muted, scene.Start)

	for _, i := range []icon.Icon{icon.Command, icon.Theme, icon.Language} {
		button := row.CutRight(40).Middle(40, 28)
		row.CutRight(6)
		l.Button(button, t, scene.Quiet, i, "")
		l.Mark(scene.Mark{Box: button, Name: i.String(), Role: scene.Button, Label: i.String(), Command: scene.Command{Name: i.String()}})
	}
	row.CutRight(6)
	l.Button(row.CutRight(102).Middle(102, 28), t, scene.Primary, icon.Real, "真实运行")
	row.CutRight(16)
	for _, knob := range [][2]string{{"速度", "1 ms/s"}, {"线程池", "4"}, {"调度策略", "EEVDF"}, {"CPU 核心", "2"}} {
		wide := l.Width(t.Type.LabelStrong, knob[1]) + 28
		field := row.CutRight(wide).Middle(wide, 26)
		l.Fill(field, t.Small, t.Raised)
		l.Outline(field, t.Small, t.Hairline, t.Border)
		l.Label(field, knob[1], t.Type.LabelStrong, t.Text, scene.Centre)
		row.CutRight(8)
		name := l.Width(t.Type.Label, knob[0])
		l.Label(row.CutRight(name), knob[0], t.Type.Label, t.Muted, scene.Start)
		row.CutRight(20)
	}
}

func lesson(l *scene.Layer, b scene.Box, t *scene.Theme) {
	l.Fill(b, 0, t.Panel)
	l.Fill(scene.Box{X: b.Right() - 1, Y: b.Y, W: 1, H: b.H}, 0, t.Border)
	rest := b.InsetXY(16, 8)
	inner := func(b scene.Box) scene.Box { return b.InsetXY(4, 0) }
	l.Tabs(inner(rest.CutTop(28)), t, []string{"课文", "代码", "讲师"}, 0, nil)
	rest.CutTop(8)
	l.Label(inner(rest.CutTop(30)), "JS 只有一条主线程，但活儿不止它一个人干", t.Type.Title, t.Text, scene.Start)
	rest.CutTop(4)
	rest.CutTop(l.Paragraph(inner(rest), "调用 pbkdf2 时，主线程只是把任务放进 libuv 的队列，随后立刻继续往下执行。真正的计算由线程池里的四个线程完成——它们和主线程一起，抢这台机器的两个核。", t.Type.Body, t.Text) + 16)

	card := rest.CutTop(152)
	l.Card(card, t)
	question(l, card.InsetXY(16, 10), t)
	rest.CutTop(16)
	code(l, rest.CutTop(238), t)
	rest.CutTop(16)
	terminal := rest.CutTop(112)
	l.Well(terminal, t)
	inside := terminal.InsetXY(14, 8)
	l.Label(inside.CutTop(20), "终端", t.Type.Small, t.Muted, scene.Start)
	for i := range 4 {
		l.Label(inside.CutTop(18), fmt.Sprintf("%d %d ms", i+1, 81+i), t.Type.Code, t.Text, scene.Start)
	}
}

func question(l *scene.Layer, b scene.Box, t *scene.Theme) {
	l.Label(b.CutTop(18), "先猜一猜", t.Type.LabelStrong, t.AccentText, scene.Start)
	b.CutTop(4)
	b.CutTop(l.Paragraph(b, "8 个哈希，每个要 40 ms 的 CPU。2 核、4 线程，全部完成大约要多久？", t.Type.Body, t.Text) + 6)
	row := b.CutTop(31)
	for i, answer := range []string{"40 ms", "80 ms", "160 ms", "320 ms"} {
		look := scene.Quiet
		if i == 2 {
			look = scene.Chosen
		}
		l.Button(row.Column(i, 4, 8), t, look, icon.None, answer)
	}
	b.CutTop(8)
	line := b.CutTop(20)
	l.Picture(icon.Check, line.CutLeft(14), t.GoodText)
	line.CutLeft(4)
	l.Label(line, "对。瓶颈是核，不是线程：8 × 40 ÷ 2 = 160 ms", t.Type.LabelStrong, t.GoodText, scene.Start)
}

func code(l *scene.Layer, b scene.Box, t *scene.Theme) {
	l.Well(b, t)
	rest := b.InsetXY(0, 8)
	head := rest.CutTop(24).InsetXY(14, 0)
	l.Label(head, "hash.js", t.Type.Code, t.Muted, scene.Start)
	l.Label(head, "主线程 · 第 6 行", t.Type.SmallStrong, t.AccentText, scene.End)
	l.Clip(rest.InsetXY(1, 0), func() {
		for i, runs := range Code(t) {
			row := rest.CutTop(20)
			if i == 5 {
				l.Fill(row.InsetXY(1, 0), 0, t.LineNow)
				l.Fill(scene.Box{X: row.X + 1, Y: row.Y, W: 3, H: row.H}, 0, t.Accent)
			}
			l.Label(row.CutLeft(24), fmt.Sprint(i+1), t.Type.CodeSmall, t.Muted, scene.End)
			x := row.X + 12
			for _, r := range runs {
				x += l.Write(x, row.Baseline(r.Style), r.Text, r.Style, r.Colour)
			}
		}
	})
}

// stage is the machine at an instant.
func stage(now int64) func(*scene.Layer, scene.Box, *scene.Theme) {
	return func(l *scene.Layer, b scene.Box, t *scene.Theme) {
		rest := b.InsetXY(22, 12)
		head := rest.CutTop(24)
		head.CutLeft(l.Label(head, "机器", t.Type.Section, t.Text, scene.Start).W + 10)
		l.Label(head, fmt.Sprintf("t = %.3f ms", float64(now)/1e6), t.Type.Figure, t.AccentText, scene.Start)
		rest.CutTop(6)
		cores := rest.CutTop(88)
		cores.CutRight(8)
		core(l, cores.Column(0, 2, 16), t, now, 0, "libuv 3", "利用率 97%", "虚拟截止时间最早 · 已运行 1.9 / 3.0 ms", 0.62)
		core(l, cores.Column(1, 2, 16), t, now, 1, "worker.js 主线程", "利用率 91%", "被唤醒抢占 · 已运行 0.7 / 3.0 ms", 0.25)
		rest.CutTop(8)
		queues := rest.CutTop(28)
		queues.CutRight(8)
		first, second := queues.Column(0, 2, 16), queues.Column(1, 2, 16)
		first.CutLeft(l.Label(first, "就绪队列", t.Type.Label, t.Muted, scene.Start).W + 12)
		chips(l, first, t, "libuv 1", "libuv 4")
		chips(l, second, t, "node 主线程", "libuv 2", "V8 GC")
		rest.CutTop(14)
		l.Label(rest.CutTop(22), "进程", t.Type.Section, t.Text, scene.Start)
		rest.CutTop(4)
		node := rest.CutLeft(492)
		node.H = 318
		process(l, node, t, now)
		channel := rest.CutLeft(58)
		middle := channel.Y + 76
		l.Rule(scene.Point{X: channel.X, Y: middle}, scene.Point{X: channel.Right(), Y: middle}, 8, t.Track)
		travelled := 0.55 + 0.3*math.Sin(float64(now)/5e6)
		l.Disc(scene.Point{X: channel.X + travelled*channel.W, Y: middle}, 6.5, t.Hue(1).Solid)
		l.Label(scene.Box{X: channel.X, Y: middle - 30, W: channel.W, H: 20}, "IPC", t.Type.Small, t.Muted, scene.Centre)
		worker := rest.CutTop(150)
		worker.CutRight(0)
		workerCard(l, worker, t)
		rest.CutTop(14)
		tree(l, rest.CutTop(154), t)
	}
}

func core(l *scene.Layer, b scene.Box, t *scene.Theme, now int64, number int, thread, use, reason string, part float64) {
	l.Card(b, t)
	rest := b.InsetXY(14, 8)
	head := rest.CutTop(22)
	l.Label(head, use, t.Type.Small, t.Muted, scene.End)
	l.Label(head, fmt.Sprint("CPU ", number), t.Type.LabelStrong, t.Muted, scene.Start)
	rest.CutTop(2)
	row := rest.CutTop(26)
	l.Chip(row.CutLeft(150), t, t.Hue(number), scene.Running, thread)
	row.CutLeft(12)
	part = math.Mod(part+float64(now-Now)/3e6+10, 1)
	l.Bar(row.Middle(row.W, 7), t, part, t.Hue(number).Solid)
	rest.CutTop(4)
	l.Label(rest.CutTop(18), reason, t.Type.Small, t.Muted, scene.Start)
	l.Mark(scene.Mark{
		Box: b, Name: "core", Subject: scene.Subject{Topic: scene.OfCore, ID: int64(number)},
		Role: scene.Item, Label: fmt.Sprintf("CPU %d: %s", number, thread),
	})
}

func chips(l *scene.Layer, b scene.Box, t *scene.Theme, names ...string) {
	for i, name := range names {
		wide := math.Max(l.ChipWidth(t, scene.Ready, name), 86)
		chip := b.CutLeft(wide)
		b.CutLeft(8)
		l.Chip(chip, t, t.Hue(0), scene.Ready, name)
		l.Mark(scene.Mark{Box: chip, Name: "thread", Subject: scene.Subject{Topic: scene.OfThread, ID: int64(i)}, Role: scene.Item, Label: name})
	}
}

func process(l *scene.Layer, b scene.Box, t *scene.Theme, now int64) {
	l.CardIn(b, t, t.Hue(0))
	rest := b.InsetXY(16, 10)
	head := rest.CutTop(24)
	bar := head.CutRight(114)
	l.Bar(bar.Middle(bar.W, 8), t, 0.45, t.Hue(0).Solid)
	head.CutRight(8)
	l.Label(head, "46 MB", t.Type.Small, t.Muted, scene.End)
	head.CutLeft(l.Label(head, "node hash.js", t.Type.Heading, t.Text, scene.Start).W + 16)
	l.Label(head, "PID 1204 · 父进程 1187", t.Type.Small, t.Muted, scene.Start)
	foot := rest.CutBottom(22)
	l.Label(foot, "V8 平台线程 4 · 信号线程 1 · 其他 1", t.Type.Small, t.Muted, scene.Start)
	ring(l, rest.CutLeft(220), t, now)
	rest.CutLeft(30)
	rest.CutTop(12)
	l.Label(rest.CutTop(24), "主线程 · 就绪（等 CPU）", t.Type.Label, t.Muted, scene.Start)
	rest.CutTop(4)
	call := rest.CutTop(30)
	l.Well(call, t)
	l.Label(call.InsetXY(10, 0), "pbkdf2 回调 #3   hash.js:6", t.Type.Label, t.Text, scene.Start)
	rest.CutTop(10)
	l.Label(rest.CutTop(24), "libuv 线程池 · 4 个线程", t.Type.Label, t.Muted, scene.Start)
	rest.CutTop(4)
	pool := rest.CutTop(44)
	for i, part := range []float64{0.38, 0.36, 0.6, 0.2} {
		fill := t.Hue(0).Pale
		if i == 2 {
			fill = t.Hue(0).Solid
			part = math.Mod(part+float64(now-Now)/4e7+10, 1)
		}
		cell := pool.Column(i, 4, 6)
		l.Vessel(cell, t, part, fill, t.Hue(0).Line)
		name := fmt.Sprint("#", i+5)
		if part > 0.75 && i == 2 {
			l.Label(cell, name, t.Type.LabelStrong, t.Hue(0).On, scene.Centre)
			continue
		}
		l.Label(scene.Box{X: cell.X, Y: cell.Y, W: cell.W, H: cell.H * 0.5}, name, t.Type.LabelStrong, t.Text, scene.Centre)
	}
	rest.CutTop(10)
	row := rest.CutTop(24)
	l.Label(row, "空", t.Type.Label, t.Muted, scene.End)
	l.Label(row, "线程池队列", t.Type.Label, t.Muted, scene.Start)
	l.Fill(rest.CutTop(1), 0, t.Grid)
	rest.CutTop(8)
	l.Label(rest.CutTop(24), "待交付的完成事件", t.Type.Label, t.Muted, scene.Start)
	rest.CutTop(2)
	done := rest.CutTop(24)
	for _, name := range []string{"#3", "#4"} {
		chip := done.CutLeft(40)
		done.CutLeft(6)
		l.Fill(chip, t.Small, t.Good)
		l.Label(chip, name, t.Type.SmallStrong, t.OnGood, scene.Centre)
	}
}

// ring draws the loop with its phases.
func ring(l *scene.Layer, b scene.Box, t *scene.Theme, now int64) {
	centre := scene.Point{X: b.CentreX() + 6, Y: b.CentreY() + 10}
	phases := []string{"定时器", "待定", "轮询", "检查", "关闭"}
	const inner, outer, gap = 65, 81, 0.008
	lit := 2 + int((now-Now)/10_000_000)%3
	for i, name := range phases {
		from := 0.2*float64(i) + gap
		colour, letters, style := t.Track, t.Muted, t.Type.Label
		if i == lit {
			colour, letters, style = t.Hue(0).Solid, t.Text, t.Type.LabelStrong
		}
		l.Ring(centre, inner, outer, from, from+0.2-2*gap, colour)
		sin, cos := math.Sincos(2 * math.Pi * (0.2*float64(i) + 0.1))
		at := scene.Point{X: centre.X + 100*sin, Y: centre.Y - 98*cos}
		l.Label(scene.Box{X: at.X - 30, Y: at.Y - 10, W: 60, H: 20}, name, style, letters, scene.Centre)
	}
	middle := scene.Box{X: centre.X - 50, Y: centre.Y - 42, W: 100, H: 84}
	for _, queue := range []string{"nextTick", "微任务"} {
		l.Label(middle.CutTop(20), queue, t.Type.Small, t.Muted, scene.Centre)
		l.Label(middle.CutTop(20), "空", t.Type.BodyStrong, t.Text, scene.Centre)
		middle.CutTop(2)
	}
}

func workerCard(l *scene.Layer, b scene.Box, t *scene.Theme) {
	l.CardIn(b, t, t.Hue(1))
	rest := b.InsetXY(14, 9)
	l.Label(rest.CutTop(24), "node worker.js", t.Type.Heading, t.Text, scene.Start)
	l.Label(rest.CutTop(18), "PID 1219 · fork 自 1204", t.Type.Small, t.Muted, scene.Start)
	rest.CutTop(6)
	row := rest.CutTop(26)
	l.Label(row.CutLeft(48), "主线程", t.Type.Label, t.Muted, scene.Start)
	l.Chip(row.CutLeft(104), t, t.Hue(1), scene.Running, "运行 · CPU 1")
	rest.CutTop(6)
	row = rest.CutTop(22)
	l.Label(row.CutLeft(48), "内存", t.Type.Label, t.Muted, scene.Start)
	l.Bar(row.Middle(row.W, 8), t, 0.38, t.Hue(1).Solid)
	rest.CutTop(4)
	row = rest.CutTop(22)
	row.CutLeft(l.Label(row, `收件 {"n":40}`, t.Type.Small, t.Muted, scene.Start).W + 6)
	l.Picture(icon.ArrowRight, row.CutLeft(12), t.Muted)
	row.CutLeft(4)
	l.Label(row, "计算中", t.Type.Small, t.Muted, scene.Start)
}

func tree(l *scene.Layer, b scene.Box, t *scene.Theme) {
	l.Card(b, t)
	rest := b.InsetXY(14, 8)
	l.Label(rest.CutTop(24), "进程树", t.Type.LabelStrong, t.Text, scene.Start)
	for i, row := range []struct {
		name, pid string
		hue       *scene.Hue
	}{{"systemd", "1", &t.Plain}, {"bash", "1187", t.Hue(3)}, {"node hash.js", "1204", t.Hue(0)}, {"node worker.js", "1219", t.Hue(1)}} {
		line := rest.CutTop(27)
		l.Label(line, row.pid, t.Type.Small, t.Muted, scene.End)
		x := line.X + 15*float64(i)
		if i > 0 {
			l.Rule(scene.Point{X: x - 9, Y: line.Y - 7}, scene.Point{X: x - 9, Y: line.CentreY()}, t.Hairline, t.Strong)
			l.Rule(scene.Point{X: x - 9, Y: line.CentreY()}, scene.Point{X: x - 1, Y: line.CentreY()}, t.Hairline, t.Strong)
		}
		l.Dot(scene.Box{X: x, Y: line.Y, W: 10, H: line.H}, t, row.hue.Solid)
		l.Label(scene.Box{X: x + 18, Y: line.Y, W: line.Right() - x - 60, H: line.H}, row.name, t.Type.Label, t.Text, scene.Start)
	}
}

// chance is a small generator, so that the made-up history is always the same.
type chance uint32

func (c *chance) upTo(n int) int {
	*c = *c*1664525 + 1013904223
	return int(uint32(*c) >> 8 % uint32(n))
}

// tracks is where the history is in the box of the timeline.
func tracks(b scene.Box) scene.Box {
	b = b.InsetXY(22, 0)
	b.CutTop(72)
	b.CutLeft(52)
	b.CutBottom(16)
	return b
}

func timeline(l *scene.Layer, b scene.Box, t *scene.Theme) {
	l.Fill(b, 0, t.Panel)
	l.Fill(scene.Box{X: b.X, Y: b.Y, W: b.W, H: 1}, 0, t.Border)
	head := scene.Box{X: b.X + 22, Y: b.Y, W: b.W - 44, H: 48}
	l.Tabs(scene.Box{X: head.X, Y: head.Y + 8, W: 260, H: 28}, t, []string{"按核", "按线程", "对比真实"}, 0, nil)
	l.Label(head, "0.096 s / 0.171 s", t.Type.Figure, t.Muted, scene.End)
	controls := []icon.Icon{icon.ToStart, icon.StepBack, icon.Play, icon.StepForward, icon.ToEnd}
	at := head.CentreX() - 10
	for i, what := range controls {
		centre := scene.Point{X: at + 41*float64(i-2), Y: head.CentreY()}
		button := scene.Box{X: centre.X - 15, Y: centre.Y - 15, W: 30, H: 30}
		if i == 2 {
			l.Disc(centre, 18, t.Accent)
			l.Picture(what, button.Middle(20, 20), t.OnAccent)
			continue
		}
		l.Disc(centre, 15, t.Raised)
		l.Circle(centre, 15, t.Hairline, t.Border)
		l.Picture(what, button.Middle(15, 15), t.Text)
	}
	history(l, tracks(b), t)
}

func history(l *scene.Layer, b scene.Box, t *scene.Theme) {
	axis := scene.Box{X: b.X, Y: b.Y - 24, W: b.W, H: 20}
	for i := range 10 {
		x := b.X + b.W*float64(i)/9
		l.LineDashed(scene.Point{X: x, Y: b.Y}, scene.Point{X: x, Y: b.Bottom()}, 1, scene.Dash{On: 1, Off: 4}, t.Grid)
		l.Label(scene.Box{X: x - 25, Y: axis.Y, W: 50, H: axis.H}, fmt.Sprint(i*19), t.Type.CodeSmall, t.Muted, scene.Centre)
	}
	at := b.X + b.W*float64(Now)/span
	roll := chance(7)
	slice := func(x, w float64, row scene.Box, colour, faint scene.Colour) {
		box := scene.Box{X: x, Y: row.Y, W: w - 1, H: row.H}
		if x > at {
			colour = faint
		}
		l.Fill(box, math.Min(t.Tiny, box.W/2), colour)
	}
	rest := b
	for core := range 2 {
		row := rest.CutTop(28)
		rest.CutTop(12)
		l.Label(scene.Box{X: b.X - 52, Y: row.Y, W: 50, H: row.H}, fmt.Sprint("CPU ", core), t.Type.Small, t.Muted, scene.Start)
		for x := b.X; x < b.Right()-2; {
			w := math.Min(float64(3+roll.upTo(15)), b.Right()-x)
			hue := t.Hue(0)
			if core == 1 && roll.upTo(3) == 0 {
				hue = t.Hue(1)
			}
			slice(x, w, row, hue.Shades[roll.upTo(4)], hue.Faint)
			x += w
		}
	}
	rest.CutTop(8)
	for i, name := range []string{"主线程", "libuv 1", "libuv 2", "worker.js"} {
		row := rest.CutTop(14)
		rest.CutTop(10)
		hue := t.Hue(i / 3)
		l.Label(scene.Box{X: b.X - 52, Y: row.Y - 3, W: 50, H: 20}, name, t.Type.Tiny, t.Muted, scene.Start)
		l.LineDashed(scene.Point{X: b.X, Y: row.CentreY()}, scene.Point{X: b.Right(), Y: row.CentreY()}, 1, scene.Dash{On: 1.5, Off: 3}, t.Grid)
		for x := b.X + float64(roll.upTo(30)); x < b.Right()-8; {
			ready := float64(roll.upTo(40))
			if ready > 8 && x+ready < b.Right() {
				slice(x, ready, scene.Box{X: x, Y: row.CentreY() - 2, W: ready, H: 4}, hue.Pale, hue.Faint.Fade(0.7))
			}
			x += ready
			w := math.Min(float64(8+roll.upTo(30)), b.Right()-x)
			if w < 2 {
				break
			}
			slice(x, w, row, hue.Solid, hue.Faint)
			x += w + float64(roll.upTo(60)*(1+roll.upTo(2)))
		}
	}
}

// needle is where the playhead is: a narrow box, so that little is drawn again
// when it moves.
func needle(b scene.Box, now int64) scene.Box {
	b = tracks(b)
	return scene.Box{X: math.Floor(b.X+b.W*float64(now)/span) - 8, Y: b.Y - 28, W: 17, H: b.H + 28}
}

// playhead is the instant that is shown, over the history.
func playhead(now int64) func(*scene.Layer, scene.Box, *scene.Theme) {
	return func(l *scene.Layer, b scene.Box, t *scene.Theme) {
		x := b.X + 8
		l.Fill(scene.Box{X: x - 1, Y: b.Y + 2, W: 2, H: b.H - 2}, 0, t.Accent)
		l.Polygon(t.Accent, scene.Point{X: x - 7, Y: b.Y}, scene.Point{X: x + 7, Y: b.Y}, scene.Point{X: x, Y: b.Y + 9})
	}
}

func inspector(now int64) func(*scene.Layer, scene.Box, *scene.Theme) {
	return func(l *scene.Layer, b scene.Box, t *scene.Theme) {
		l.Fill(b, 0, t.Panel)
		l.Fill(scene.Box{X: b.X, Y: b.Y, W: 1, H: b.H}, 0, t.Border)
		rest := b.InsetXY(20, 8)
		l.Tabs(rest.CutTop(28), t, []string{"细看", "指标", "事件"}, 0, nil)
		rest.CutTop(10)
		head := rest.CutTop(26)
		l.Fill(head.CutLeft(10).Middle(10, 16), 3, t.Hue(0).Solid)
		head.CutLeft(8)
		l.Label(head, "libuv 3", t.Type.Heading, t.Text, scene.Start)
		l.Label(rest.CutTop(20), "node hash.js · PID 1204 · TID 1209", t.Type.Small, t.Muted, scene.Start)
		rest.CutTop(6)
		for _, pair := range [][2]string{
			{"状态", "运行中（CPU 0）"}, {"已用 CPU", fmt.Sprintf("%.1f ms", 33.6+float64(now-Now)/1e6)}, {"等待 CPU", "29.1 ms"},
			{"切换次数", "22（20 次被抢占）"}, {"nice", "0"}, {"虚拟截止时间", "98.210 ms"},
		} {
			l.Pair(rest.CutTop(25), t, pair[0], pair[1])
		}
		rest.CutTop(18)
		card := rest.CutTop(156)
		l.Card(card, t)
		inside := card.InsetXY(14, 10)
		l.Label(inside.CutTop(20), "为什么现在是它？", t.Type.LabelStrong, t.AccentText, scene.Start)
		inside.CutTop(4)
		inside.CutTop(l.Paragraph(inside, "CPU 0 上有 3 个线程就绪。它们都有资格（lag ≥ 0），其中 libuv 3 的虚拟截止时间最早，所以先运行。", t.Type.Label, t.Text) + 4)
		line := inside.CutTop(20)
		l.Picture(icon.ArrowLeft, line.CutLeft(12), t.Muted)
		line.CutLeft(4)
		l.Label(line, "上一个原因：#2 完成，被唤醒", t.Type.Small, t.Muted, scene.Start)
		rest.CutTop(16)
		waits(l, &rest, t)
		rest.CutTop(18)
		l.Label(rest.CutTop(22), "模型与真实", t.Type.LabelStrong, t.Text, scene.Start)
		for i, row := range [][2]string{{"模型", "160 ms"}, {"真实", "171 ms"}} {
			line := rest.CutTop(23)
			l.Label(line.CutLeft(38), row[0], t.Type.Label, t.Muted, scene.Start)
			l.Label(line.CutRight(50), row[1], t.Type.LabelStrong, t.Text, scene.End)
			line.W -= 4 + 10*float64(1-i)
			l.Fill(line.Middle(line.W, 12), t.Tiny, t.Hue(i).Solid)
		}
		l.Label(rest.CutTop(24), "误差 6.4% · node v20 · 本机 2 核", t.Type.Small, t.Muted, scene.Start)
	}
}

func waits(l *scene.Layer, rest *scene.Box, t *scene.Theme) {
	l.Label(rest.CutTop(24), "等待都花在哪儿", t.Type.LabelStrong, t.Text, scene.Start)
	both := rest.CutTop(14)
	l.Fill(both.CutLeft(both.W*0.455), t.Tiny, t.Hue(0).Pale)
	both.CutLeft(2)
	l.Fill(both, t.Tiny, t.Good)
	rest.CutTop(6)
	for i, name := range []string{"等 CPU 29.1 ms", "运行 33.6 ms"} {
		row := rest.CutTop(20)
		l.Dot(row.CutLeft(10), t, [...]scene.Colour{t.Hue(0).Pale, t.Good}[i])
		row.CutLeft(8)
		l.Label(row, name, t.Type.Small, t.Muted, scene.Start)
	}
}
