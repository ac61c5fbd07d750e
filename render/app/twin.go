package app

// Now says in words what is shown.
func (a *App) Now() string { return a.views.Now(a.Model) }

// Controls are the names of what can be pressed; Press presses one of them.
func (a *App) Controls() []string {
	a.controls = a.views.Controls()
	labels := make([]string, len(a.controls))
	for i, c := range a.controls {
		labels[i] = c.Label
	}
	return labels
}

// Press does what one of the last-listed controls stands for.
func (a *App) Press(i int) {
	if i >= 0 && i < len(a.controls) {
		a.Model.Do(a.controls[i].Act)
	}
}
