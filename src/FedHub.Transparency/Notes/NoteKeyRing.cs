using System.Collections.Immutable;

namespace FedHub.Transparency;

/// <summary>The keys that somebody trusts, and what they make of a note (C2SP signed-note, "Verifying").</summary>
public sealed class NoteKeyRing
{
    private readonly Dictionary<(KeyName Name, NoteKeyId Id), NoteVerificationKey> _keys = [];

    /// <summary>Takes the keys.</summary>
    /// <exception cref="ArgumentException">Two have the same name and id: nobody could say which one a signature names.</exception>
    public NoteKeyRing(IEnumerable<NoteVerificationKey> keys)
    {
        foreach (var key in keys)
        {
            if (!_keys.TryAdd((key.Name, key.KeyId), key))
            {
                throw new ArgumentException($"The key {key.Name}+{key.KeyId} is ambiguous: name each key once.", nameof(keys));
            }
        }
    }

    /// <summary>Verifies a note: lines of unknown keys are ignored, one wrong line of a known key refuses the whole.</summary>
    public NoteVerdict Verify(SignedNote note)
    {
        var verified = ImmutableArray.CreateBuilder<VerifiedSignature>();
        var seen = new HashSet<NoteVerificationKey>();
        foreach (var signature in note.Signatures)
        {
            // A key's first line counts; a second one costs no verification, so that lines cannot be repeated to waste time.
            if (!_keys.TryGetValue((signature.Name, signature.KeyId), out var key) || !seen.Add(key))
            {
                continue;
            }

            if (!key.Verify(note.TextBytes, signature))
            {
                return new NoteVerdict(NoteFault.InvalidSignature, []);
            }

            verified.Add(new VerifiedSignature(key, key.TimeOf(signature)));
        }

        return new NoteVerdict(verified.Count == 0 ? NoteFault.NoKnownSignature : NoteFault.None, verified.ToImmutable());
    }
}
