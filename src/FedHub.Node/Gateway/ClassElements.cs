using System.Security.Cryptography;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Matching;

namespace FedHub.Node.Gateway;

/// <summary>The keys of one class of one search, blinded once for all slots of the class (ADR 0006).</summary>
internal sealed class ClassElements : IDisposable
{
    private readonly byte[][] _inputs;
    private readonly Blind[] _blinds;
    private readonly byte[] _paddingSeed;

    private ClassElements(IdentifierClass identifierClass, IReadOnlyList<SearchKey> keys, byte[][] inputs, Blind[] blinds, byte[] paddingSeed)
    {
        Class = identifierClass;
        Keys = keys;
        _inputs = inputs;
        _blinds = blinds;
        _paddingSeed = paddingSeed;
        var elements = new GroupElement[keys.Count];
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = Voprf.Blind(inputs[i], blinds[i]);
        }

        Elements = ElementPadding.Pad(elements, paddingSeed);
    }

    public IdentifierClass Class { get; }

    /// <summary>In the order of the first elements.</summary>
    public IReadOnlyList<SearchKey> Keys { get; }

    /// <summary>Blinded keys, then padding: 1, 8 or 32.</summary>
    public IReadOnlyList<GroupElement> Elements { get; }

    public ReadOnlySpan<byte> PaddingSeed => _paddingSeed;

    /// <summary>Stretches and blinds 1 to 32 keys of one class.</summary>
    public static ClassElements Create(IdentifierClass identifierClass, IReadOnlyList<SearchKey> keys, byte ruleSetVersion)
    {
        var blinds = new Blind[keys.Count];
        for (var i = 0; i < blinds.Length; i++)
        {
            blinds[i] = Blind.Random();
        }

        return new ClassElements(
            identifierClass, keys, Inputs(identifierClass, keys, ruleSetVersion), blinds, RandomNumberGenerator.GetBytes(ElementPadding.SeedSize));
    }

    /// <summary>The same elements again from what was stored.</summary>
    public static ClassElements Restore(
        IdentifierClass identifierClass, IReadOnlyList<SearchKey> keys, byte ruleSetVersion, Blind[] blinds, byte[] paddingSeed)
        => new(identifierClass, keys, Inputs(identifierClass, keys, ruleSetVersion), blinds, paddingSeed);

    public void ExportBlind(int key, Span<byte> destination) => _blinds[key].Export(destination);

    /// <summary>What the VOPRF is computed of, for a look-up in the own country's records; as secret as the identifier.</summary>
    public ReadOnlySpan<byte> InputOf(int key) => _inputs[key];

    /// <summary>The stretched key at the end of <see cref="InputOf"/>, as records keep theirs.</summary>
    public ReadOnlySpan<byte> StretchedOf(int key) => InputOf(key)[^MatchInput.StretchedSize..];

    /// <summary>Unblinds one evaluated element whose proof was verified.</summary>
    public void Finalize(int key, GroupElement evaluated, Span<byte> output) => Voprf.Finalize(_inputs[key], _blinds[key], evaluated, output);

    public void Dispose()
    {
        foreach (var blind in _blinds)
        {
            blind.Dispose();
        }

        foreach (var input in _inputs)
        {
            CryptographicOperations.ZeroMemory(input);
        }

        CryptographicOperations.ZeroMemory(_paddingSeed);
    }

    private static byte[][] Inputs(IdentifierClass identifierClass, IReadOnlyList<SearchKey> keys, byte ruleSetVersion)
    {
        Span<byte> stretched = stackalloc byte[MatchInput.StretchedSize];
        var inputs = new byte[keys.Count][];
        for (var i = 0; i < inputs.Length; i++)
        {
            var canonical = keys[i].ToCanonicalBytes();
            MatchInput.Stretch(identifierClass, canonical, stretched);
            inputs[i] = MatchInput.Create(identifierClass, ruleSetVersion, stretched);
            CryptographicOperations.ZeroMemory(canonical);
        }

        CryptographicOperations.ZeroMemory(stretched);
        return inputs;
    }
}
