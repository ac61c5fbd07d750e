package author

// Dice is a row of integers that follows from its seed: splitmix64. (Steele,
// Lea, Flood 2014.)
type Dice struct{ Seed uint64 }

// Next draws a number.
func (d *Dice) Next() uint64 {
	d.Seed += 0x9e3779b97f4a7c15
	z := d.Seed
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// Below draws a number from 0 up to but without high.
func (d *Dice) Below(high int) int { return int(d.Next() % uint64(high)) }

// From draws a number from low to high.
func (d *Dice) From(low, high int) int { return low + d.Below(high-low+1) }

// Once is true one time in so many.
func (d *Dice) Once(in int) bool { return d.Below(in) == 0 }

// One draws one of some texts.
func (d *Dice) One(of ...string) string { return of[d.Below(len(of))] }
