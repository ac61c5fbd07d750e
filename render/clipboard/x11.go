//go:build linux || freebsd || netbsd || openbsd

package clipboard

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// board is the selection CLIPBOARD of an X11 display, as ICCCM has it: nobody keeps
// what is copied; who copied it owns the selection and answers whoever wants it.
type board struct {
	conn   *xgb.Conn
	window xproto.Window
	atoms  atoms
	most   int // bytes that go into one property

	mutex sync.Mutex // of text
	text  string     // that was copied here last, owned or not any more

	sending map[transfer][]byte // what is left of texts that go in pieces
	replies chan xproto.SelectionNotifyEvent
	pieces  chan struct{} // a piece of what is read has come
}

// transfer is a text on its way in pieces: to whom, and in which property.
type transfer struct {
	window   xproto.Window
	property xproto.Atom
}

type atoms struct{ clipboard, targets, utf8, plain, text, incremental, mine xproto.Atom }

// Open connects with the display that the environment names.
func Open() (Board, error) {
	xgb.Logger.SetOutput(io.Discard) // it tells of displays without passwords
	conn, err := xgb.NewConn()
	if err != nil {
		return nil, fmt.Errorf("clipboard: %w", err)
	}
	b := &board{
		conn: conn, sending: map[transfer][]byte{}, replies: make(chan xproto.SelectionNotifyEvent, 1), pieces: make(chan struct{}, 1),
	}
	if err := b.prepare(); err != nil {
		conn.Close()
		return nil, fmt.Errorf("clipboard: %w", err)
	}
	go b.serve()
	return b, nil
}

// prepare makes the window that owns the selection; it is never shown.
func (b *board) prepare() error {
	setup := xproto.Setup(b.conn)
	b.most = int(setup.MaximumRequestLength)*4 - 256
	for name, to := range map[string]*xproto.Atom{
		"CLIPBOARD": &b.atoms.clipboard, "TARGETS": &b.atoms.targets, "UTF8_STRING": &b.atoms.utf8, "text/plain;charset=utf-8": &b.atoms.plain,
		"TEXT": &b.atoms.text, "INCR": &b.atoms.incremental, "TIMESLICE_CLIPBOARD": &b.atoms.mine,
	} {
		reply, err := xproto.InternAtom(b.conn, false, uint16(len(name)), name).Reply()
		if err != nil {
			return err
		}
		*to = reply.Atom
	}
	id, err := xproto.NewWindowId(b.conn)
	if err != nil {
		return err
	}
	b.window = id
	screen := setup.DefaultScreen(b.conn)
	return xproto.CreateWindowChecked(b.conn, 0, id, screen.Root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0,
		xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange}).Check()
}

// Write copies a text: the selection is claimed for it.
func (b *board) Write(text string) error {
	b.mutex.Lock()
	b.text = text
	b.mutex.Unlock()
	if err := xproto.SetSelectionOwnerChecked(b.conn, b.window, b.atoms.clipboard, xproto.TimeCurrentTime).Check(); err != nil {
		return fmt.Errorf("clipboard: %w", err)
	}
	return nil
}

// What a read waits for at most, and how much it takes.
const (
	patience  = 700 * time.Millisecond
	mostBytes = 16 << 20
)

// Errors of reading.
var (
	errSilent = errors.New("clipboard: the program that has copied does not answer")
	errNoText = errors.New("clipboard: there is no text on it")
)

// Read is the text that was copied last. Whose it is only the display knows: news
// that somebody else has copied comes late, even after something newer of one's own.
func (b *board) Read() (string, error) {
	owner, err := xproto.GetSelectionOwner(b.conn, b.atoms.clipboard).Reply()
	if err != nil {
		return "", fmt.Errorf("clipboard: %w", err)
	}
	if owner.Owner == b.window {
		return b.copied(), nil
	}
	select { // an answer that came too late for the last read
	case <-b.replies:
	default:
	}
	xproto.ConvertSelection(b.conn, b.window, b.atoms.clipboard, b.atoms.utf8, b.atoms.mine, xproto.TimeCurrentTime)
	select {
	case reply := <-b.replies:
		if reply.Property == xproto.AtomNone {
			return "", errNoText
		}
	case <-time.After(patience):
		return "", errSilent
	}
	return b.take()
}

// take takes what has been put into the window's property, all at once or in
// pieces, of which an empty one is the last.
func (b *board) take() (string, error) {
	select {
	case <-b.pieces:
	default:
	}
	whole, kind, err := b.property()
	if err != nil || kind != b.atoms.incremental {
		return string(whole), err
	}
	for whole = nil; len(whole) <= mostBytes; {
		select {
		case <-b.pieces:
		case <-time.After(patience):
			return "", errSilent
		}
		piece, _, err := b.property()
		if err != nil {
			return "", err
		}
		if len(piece) == 0 {
			return string(whole), nil
		}
		whole = append(whole, piece...)
	}
	return "", errors.New("clipboard: there is more on it than can be pasted")
}

func (b *board) property() ([]byte, xproto.Atom, error) {
	reply, err := xproto.GetProperty(b.conn, true, b.window, b.atoms.mine, xproto.AtomAny, 0, mostBytes/4).Reply()
	if err != nil {
		return nil, 0, fmt.Errorf("clipboard: %w", err)
	}
	return reply.Value, reply.Type, nil
}

// serve answers those who want what was copied here, until the display is gone.
func (b *board) serve() {
	for {
		event, err := b.conn.WaitForEvent()
		if event == nil && err == nil {
			return
		}
		switch e := event.(type) {
		case xproto.SelectionRequestEvent:
			b.answer(&e)
		case xproto.SelectionNotifyEvent:
			select {
			case b.replies <- e:
			default:
			}
		case xproto.PropertyNotifyEvent:
			b.notice(&e)
		}
	}
}

// notice goes on with texts that go in pieces: one of mine has been taken, or one
// for me has come.
func (b *board) notice(e *xproto.PropertyNotifyEvent) {
	switch {
	case e.Window == b.window && e.State == xproto.PropertyNewValue && e.Atom == b.atoms.mine:
		select {
		case b.pieces <- struct{}{}:
		default:
		}
	case e.State == xproto.PropertyDelete:
		t := transfer{e.Window, e.Atom}
		left, underway := b.sending[t]
		if !underway {
			return
		}
		piece := left[:min(len(left), b.most)]
		b.put(t, b.atoms.utf8, 8, piece)
		if len(piece) == 0 {
			delete(b.sending, t)
			xproto.ChangeWindowAttributes(b.conn, t.window, xproto.CwEventMask, []uint32{xproto.EventMaskNoEvent})
			return
		}
		b.sending[t] = left[len(piece):]
	}
}

// copied is the text that was copied here last.
func (b *board) copied() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.text
}

// answer gives somebody what they want of the text, or says that it cannot be had
// in the form they want. The display asks only who owned the selection.
func (b *board) answer(e *xproto.SelectionRequestEvent) {
	text := []byte(b.copied())
	property := e.Property
	if property == xproto.AtomNone { // as clients of old ask
		property = e.Target
	}
	t := transfer{e.Requestor, property}
	reply := xproto.SelectionNotifyEvent{Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: property}
	switch {
	case e.Target == b.atoms.targets:
		var all []byte
		for _, atom := range []xproto.Atom{b.atoms.targets, b.atoms.utf8, b.atoms.plain, b.atoms.text} {
			four := make([]byte, 4)
			xgb.Put32(four, uint32(atom))
			all = append(all, four...)
		}
		b.put(t, xproto.AtomAtom, 32, all)
	case e.Target == b.atoms.utf8, e.Target == b.atoms.plain, e.Target == b.atoms.text:
		if len(text) <= b.most {
			b.put(t, b.atoms.utf8, 8, text)
			break
		}
		xproto.ChangeWindowAttributes(b.conn, e.Requestor, xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange})
		size := make([]byte, 4)
		xgb.Put32(size, uint32(len(text)))
		b.sending[t] = text
		b.put(t, b.atoms.incremental, 32, size)
	default:
		reply.Property = xproto.AtomNone
	}
	xproto.SendEvent(b.conn, false, e.Requestor, xproto.EventMaskNoEvent, string(reply.Bytes()))
}

// put puts data of so many bits each into somebody's property.
func (b *board) put(t transfer, kind xproto.Atom, bits byte, data []byte) {
	xproto.ChangeProperty(b.conn, xproto.PropModeReplace, t.window, t.property, kind, bits, uint32(len(data)*8/int(bits)), data)
}
