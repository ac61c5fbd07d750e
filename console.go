package main

import (
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"golang.org/x/term"
)

// console is a terminal that an animation can be shown on.
type console interface {
	// size is how large it is at the moment.
	size() (columns, lines int)
	// enter takes the terminal over: events come until leave is called, which
	// puts everything back as it was.
	enter() (events <-chan event, leave func(), err error)
}

// tty is the terminal of this process.
type tty struct{ in, out *os.File }

func (t *tty) size() (columns, lines int) {
	columns, lines, err := term.GetSize(int(t.out.Fd()))
	if err != nil || columns <= 0 || lines <= 0 {
		return usualWidth, 24
	}
	return columns, lines
}

const (
	enterScreen = "\x1b[?1049h\x1b[?25l\x1b[2J" // the other screen, no cursor, empty
	leaveScreen = "\x1b[?25h\x1b[?1049l"
)

func (t *tty) enter() (<-chan event, func(), error) {
	restore := func() {}
	if term.IsTerminal(int(t.in.Fd())) {
		before, err := term.MakeRaw(int(t.in.Fd()))
		if err != nil {
			return nil, nil, err
		}
		restore = func() { term.Restore(int(t.in.Fd()), before) }
	}
	io.WriteString(t.out, enterScreen)
	events, stop := t.listen()
	var once sync.Once
	leave := func() {
		once.Do(func() {
			stop()
			io.WriteString(t.out, leaveScreen)
			restore()
		})
	}
	return events, leave, nil
}

// listen starts what makes events: the clock, the keys and the signals. The
// reader of keys cannot be stopped while it waits for one; it ends with the
// process.
func (t *tty) listen() (<-chan event, func()) {
	events, done := make(chan event), make(chan struct{})
	send := func(e event) {
		select {
		case events <- e:
		case <-done:
		}
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	ticker := time.NewTicker(time.Duration(frameNs))
	go func() {
		for {
			select {
			case <-ticker.C:
				send(eventTick)
			case <-signals:
				send(eventQuit)
			case <-done:
				return
			}
		}
	}()
	go readKeys(t.in, send)
	return events, func() {
		close(done)
		ticker.Stop()
		signal.Stop(signals)
	}
}

// readKeys turns what is typed into events until there is no more.
func readKeys(in io.Reader, send func(event)) {
	buffer := make([]byte, 64)
	for {
		count, err := in.Read(buffer)
		for _, e := range keys(buffer[:count]) {
			send(e)
		}
		if err != nil {
			send(eventKeysGone)
			return
		}
	}
}

// keys reads the keys in what a terminal sent: characters, and for the arrows
// ESC [ C and ESC [ D (or ESC O C and ESC O D). Others are passed over.
func keys(typed []byte) []event {
	var events []event
	for i := 0; i < len(typed); i++ {
		if typed[i] == 0x1b && i+2 < len(typed) && (typed[i+1] == '[' || typed[i+1] == 'O') {
			switch typed[i+2] {
			case 'C':
				events = append(events, eventForward)
			case 'D':
				events = append(events, eventBack)
			}
			i += 2
			continue
		}
		if e, known := key(typed[i]); known {
			events = append(events, e)
		}
	}
	return events
}

func key(typed byte) (event, bool) {
	const interrupt = 3 // Ctrl-C, which in raw mode is a character
	switch typed {
	case ' ':
		return eventPause, true
	case 'l', '.':
		return eventForward, true
	case 'h', ',':
		return eventBack, true
	case '+', '=':
		return eventFaster, true
	case '-', '_':
		return eventSlower, true
	case '0':
		return eventStart, true
	case 'q', 'Q', interrupt:
		return eventQuit, true
	}
	return 0, false
}
