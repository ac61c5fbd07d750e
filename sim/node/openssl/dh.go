package openssl

import (
	"io"
	"math/big"
)

// DH is one side of a Diffie-Hellman exchange.
type DH struct {
	p, g *big.Int
	y, x *big.Int // public, private
}

// Bits is how long its prime is.
func (d *DH) Bits() int { return d.p.BitLen() }

// Bits of what DH_check finds wrong. (openssl/dh.h)
const (
	checkNotPrime     = 1
	checkNotSafe      = 2
	checkNotSuitable  = 8
	checkTooSmall     = 0x80
	leastModulusBits  = 512
	mostGeneratedBits = 10_000
)

// DHGroup is a group of RFC 2409 or 3526 by the name that Node has for it.
func DHGroup(name string) (*DH, bool) {
	prime, ok := modp[name]
	if !ok {
		return nil, false
	}
	p, _ := new(big.Int).SetString(prime, 16)
	return &DH{p: p, g: big.NewInt(2)}, true
}

// GenerateDH makes a group with a prime of so many bits. For lengths of the
// groups of RFC 3526 it is that of the RFC: a safe prime is a rare thing, and
// looking for one of 2,048 bits takes a minute; any safe prime is as good a
// result as any other.
func GenerateDH(random io.Reader, bits int, generator int64) (*DH, error) {
	if bits < leastModulusBits {
		return nil, errModulusTooSmall
	}
	if generator <= 1 {
		return nil, errBadGenerator
	}
	if generator == 2 {
		for _, name := range []string{"modp1", "modp2", "modp5", "modp14", "modp15", "modp16", "modp17", "modp18"} {
			if group, _ := DHGroup(name); group.p.BitLen() == bits {
				return group, nil
			}
		}
	}
	if bits > mostGeneratedBits {
		return nil, &Refused{"a Diffie-Hellman prime of so many bits", "use getDiffieHellman('modp14')"}
	}
	// A generator of the whole group: OpenSSL's conditions.
	add, rem := big.NewInt(24), big.NewInt(23)
	switch generator {
	case 2:
	case 5:
		add, rem = big.NewInt(60), big.NewInt(59)
	default:
		add, rem = big.NewInt(12), big.NewInt(11)
	}
	p, err := Prime(random, bits, true, add, rem)
	return &DH{p: p, g: big.NewInt(generator)}, err
}

// NewDH is a group of a prime and a generator of one's own.
func NewDH(prime, generator []byte) *DH {
	return &DH{p: new(big.Int).SetBytes(prime), g: new(big.Int).SetBytes(generator)}
}

// Check tells what is wrong with the group, 0 for nothing.
func (d *DH) Check() int {
	wrong := 0
	if d.p.BitLen() < leastModulusBits {
		wrong |= checkTooSmall
	}
	if d.g.Cmp(one) <= 0 || d.g.Cmp(new(big.Int).Sub(d.p, one)) >= 0 {
		wrong |= checkNotSuitable
	}
	if !d.p.ProbablyPrime(PrimeRounds) {
		return wrong | checkNotPrime
	}
	if !new(big.Int).Rsh(d.p, 1).ProbablyPrime(PrimeRounds) {
		wrong |= checkNotSafe
	}
	return wrong
}

// Generate makes a pair of keys; a private key that was set stays.
func (d *DH) Generate(random io.Reader) error {
	if d.p.BitLen() < leastModulusBits {
		return errModulusTooSmall
	}
	if d.x == nil {
		d.x = randomBelow(random, new(big.Int).Rsh(d.p, 1))
	}
	d.y = new(big.Int).Exp(d.g, d.x, d.p)
	return nil
}

// Prime, Generator, Public and Private are the parts; nil for a key that is
// not there.
func (d *DH) Prime() []byte     { return d.p.Bytes() }
func (d *DH) Generator() []byte { return d.g.Bytes() }

func (d *DH) Public() []byte {
	if d.y == nil {
		return nil
	}
	return d.y.FillBytes(make([]byte, d.size()))
}

func (d *DH) Private() []byte {
	if d.x == nil {
		return nil
	}
	return d.x.Bytes()
}

func (d *DH) size() int { return (d.p.BitLen() + 7) / 8 }

// SetPublic and SetPrivate set a key.
func (d *DH) SetPublic(key []byte)  { d.y = new(big.Int).SetBytes(key) }
func (d *DH) SetPrivate(key []byte) { d.x = new(big.Int).SetBytes(key) }

// Secret is what both sides come to. tooSmall and tooLarge tell of the other's
// key that it is none.
func (d *DH) Secret(other []byte) (secret []byte, tooSmall, tooLarge bool) {
	y := new(big.Int).SetBytes(other)
	switch {
	case y.Cmp(one) <= 0:
		return nil, true, false
	case y.Cmp(new(big.Int).Sub(d.p, one)) >= 0:
		return nil, false, true
	}
	return new(big.Int).Exp(y, d.x, d.p).FillBytes(make([]byte, d.size())), false, false
}

// modp are the primes of the groups. (RFC 2409, section 6; RFC 3526)
var modp = map[string]string{
	"modp1":  "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a63a3620ffffffffffffffff",
	"modp2":  "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f24117c4b1fe649286651ece65381ffffffffffffffff",
	"modp5":  "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca237327ffffffffffffffff",
	"modp14": "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3be39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa051015728e5a8aacaa68ffffffffffffffff",
	"modp15": "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3be39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa051015728e5a8aaac42dad33170d04507a33a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864d87602733ec86a64521f2b18177b200cbbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d120a93ad2caffffffffffffffff",
	"modp16": "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3be39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa051015728e5a8aaac42dad33170d04507a33a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864d87602733ec86a64521f2b18177b200cbbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d120a92108011a723c12a787e6d788719a10bdba5b2699c327186af4e23c1a946834b6150bda2583e9ca2ad44ce8dbbbc2db04de8ef92e8efc141fbecaa6287c59474e6bc05d99b2964fa090c3a2233ba186515be7ed1f612970cee2d7afb81bdd762170481cd0069127d5b05aa993b4ea988d8fddc186ffb7dc90a6c08f4df435c934063199ffffffffffffffff",
	"modp17": "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3be39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa051015728e5a8aaac42dad33170d04507a33a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864d87602733ec86a64521f2b18177b200cbbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d120a92108011a723c12a787e6d788719a10bdba5b2699c327186af4e23c1a946834b6150bda2583e9ca2ad44ce8dbbbc2db04de8ef92e8efc141fbecaa6287c59474e6bc05d99b2964fa090c3a2233ba186515be7ed1f612970cee2d7afb81bdd762170481cd0069127d5b05aa993b4ea988d8fddc186ffb7dc90a6c08f4df435c93402849236c3fab4d27c7026c1d4dcb2602646dec9751e763dba37bdf8ff9406ad9e530ee5db382f413001aeb06a53ed9027d831179727b0865a8918da3edbebcf9b14ed44ce6cbaced4bb1bdb7f1447e6cc254b332051512bd7af426fb8f401378cd2bf5983ca01c64b92ecf032ea15d1721d03f482d7ce6e74fef6d55e702f46980c82b5a84031900b1c9e59e7c97fbec7e8f323a97a7e36cc88be0f1d45b7ff585ac54bd407b22b4154aacc8f6d7ebf48e1d814cc5ed20f8037e0a79715eef29be32806a1d58bb7c5da76f550aa3d8a1fbff0eb19ccb1a313d55cda56c9ec2ef29632387fe8d76e3c0468043e8f663f4860ee12bf2d5b0b7474d6e694f91e6dcc4024ffffffffffffffff",
	"modp18": "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3be39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa051015728e5a8aaac42dad33170d04507a33a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864d87602733ec86a64521f2b18177b200cbbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d120a92108011a723c12a787e6d788719a10bdba5b2699c327186af4e23c1a946834b6150bda2583e9ca2ad44ce8dbbbc2db04de8ef92e8efc141fbecaa6287c59474e6bc05d99b2964fa090c3a2233ba186515be7ed1f612970cee2d7afb81bdd762170481cd0069127d5b05aa993b4ea988d8fddc186ffb7dc90a6c08f4df435c93402849236c3fab4d27c7026c1d4dcb2602646dec9751e763dba37bdf8ff9406ad9e530ee5db382f413001aeb06a53ed9027d831179727b0865a8918da3edbebcf9b14ed44ce6cbaced4bb1bdb7f1447e6cc254b332051512bd7af426fb8f401378cd2bf5983ca01c64b92ecf032ea15d1721d03f482d7ce6e74fef6d55e702f46980c82b5a84031900b1c9e59e7c97fbec7e8f323a97a7e36cc88be0f1d45b7ff585ac54bd407b22b4154aacc8f6d7ebf48e1d814cc5ed20f8037e0a79715eef29be32806a1d58bb7c5da76f550aa3d8a1fbff0eb19ccb1a313d55cda56c9ec2ef29632387fe8d76e3c0468043e8f663f4860ee12bf2d5b0b7474d6e694f91e6dbe115974a3926f12fee5e438777cb6a932df8cd8bec4d073b931ba3bc832b68d9dd300741fa7bf8afc47ed2576f6936ba424663aab639c5ae4f5683423b4742bf1c978238f16cbe39d652de3fdb8befc848ad922222e04a4037c0713eb57a81a23f0c73473fc646cea306b4bcbc8862f8385ddfa9d4b7fa2c087e879683303ed5bdd3a062b3cf5b3a278a66d2a13f83f44f82ddf310ee074ab6a364597e899a0255dc164f31cc50846851df9ab48195ded7ea1b1d510bd7ee74d73faf36bc31ecfa268359046f4eb879f924009438b481c6cd7889a002ed5ee382bc9190da6fc026e479558e4475677e9aa9e3050e2765694dfc81f56e880b96e7160c980dd98edd3dfffffffffffffffff",
}
