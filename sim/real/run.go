//go:build !js

package real

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
)

// Run runs a program as the spec says and returns what was seen of it. Each
// report is shown to progress as it comes in, if that is not nil. When the
// context ends, the program is ended. input is what the program reads, if the
// spec says that it reads anything.
//
// When Run returns, nothing that it started is left.
func Run(ctx context.Context, spec Spec, input *os.File, progress func(*Report)) (*History, error) {
	own, err := os.Executable()
	if err != nil {
		return nil, problem(NoHelper, err)
	}
	helper := exec.Command(own, guardRole)
	helper.Stderr = os.Stderr
	apart(helper)
	if spec.Input = spec.Input && input != nil; spec.Input {
		helper.ExtraFiles = []*os.File{input}
	}
	control, err := helper.StdinPipe()
	if err != nil {
		return nil, problem(NoHelper, err)
	}
	reports, err := helper.StdoutPipe()
	if err != nil {
		return nil, problem(NoHelper, err)
	}
	if err := helper.Start(); err != nil {
		return nil, problem(NoHelper, err)
	}
	defer helper.Wait()
	defer context.AfterFunc(ctx, func() { control.Close() })()
	defer control.Close()
	if err := json.NewEncoder(control).Encode(spec); err != nil {
		return nil, problem(NoHelper, err)
	}
	history, done, err := listen(reports, progress)
	history.Command = spec.Command
	if !done && history.Started.Process != 0 {
		killGroup(history.Started.Process)
	}
	switch {
	case err != nil:
		return history, problem(Unreadable, err)
	case !done:
		return history, &Problem{Kind: HelperEnded}
	}
	if limit, detail := history.Stopped(); limit == LimitSpawn {
		if refused := history.Started.Refused; refused != nil && spec.OnlyExact {
			return history, refused
		}
		return history, &Problem{NoStart, detail}
	}
	return history, readFolder(spec.Folder, history)
}

// longestReport bounds a line of a report, in bytes.
const longestReport = 16 << 20

// listen takes in reports until nobody is left who could tell anything.
func listen(reports io.Reader, progress func(*Report)) (history *History, done bool, err error) {
	history = &History{}
	lines := bufio.NewScanner(reports)
	lines.Buffer(make([]byte, 1<<16), longestReport)
	for lines.Scan() {
		var r Report
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return history, false, fmt.Errorf("a report cannot be read: %w", err)
		}
		if r.Done != nil {
			done = true
			continue
		}
		history.take(&r)
		if progress != nil {
			progress(&r)
		}
	}
	return history, done, lines.Err()
}
