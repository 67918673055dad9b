using System.Collections.Immutable;
using System.Text;

namespace FedHub.Transparency;

/// <summary>Reads C2SP tlog-policy line by line; one parser a file.</summary>
internal sealed class TrustPolicyParser
{
    private const string NoQuorum = "none";

    private readonly List<PolicyLog> _logs = [];
    private readonly List<PolicyWitness> _witnesses = [];
    private readonly Dictionary<string, PolicyMember> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _placed = new(StringComparer.Ordinal);
    private PolicyMember? _quorum;
    private bool _hasQuorum;
    private int _line;

    internal TrustPolicyError? Error { get; private set; }

    internal TrustPolicy? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > TrustPolicy.MaxSize)
        {
            return Refuse("is larger than 1 MiB");
        }

        // Octets are opaque but for ASCII: Latin-1 keeps each as one character.
        foreach (var line in Encoding.Latin1.GetString(bytes).Split('\n'))
        {
            _line++;
            if (!TryReadLine(line))
            {
                return null;
            }
        }

        _line = 0;
        return _hasQuorum ? new TrustPolicy([.. _logs], [.. _witnesses], _quorum) : Refuse("needs exactly one quorum line");
    }

    private bool TryReadLine(string line)
    {
        if (line.Any(character => character < ' ' && character != '\t' || character == '\u007f'))
        {
            return Fail("holds a control character other than a tab");
        }

        var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] => true,
            [['#', ..], ..] => true,
            ["log", var key] => TryAddLog(key, null),
            ["log", var key, var url] => TryAddLog(key, url),
            ["witness", var name, var key] => TryAddWitness(name, key, null),
            ["witness", var name, var key, var url] => TryAddWitness(name, key, url),
            ["group", var name, var threshold, .. { Length: > 0 } members] => TryAddGroup(name, threshold, members),
            ["quorum", var name] => TrySetQuorum(name),
            ["log" or "witness" or "group" or "quorum", ..] => Fail(
                "is not one of: log <vkey> [url], witness <name> <vkey> [url], group <name> <k|any|all> <member>..., quorum <name|none>"),
            _ => Fail("begins with none of log, witness, group and quorum"),
        };
    }

    private bool TryAddLog(string keyWord, string? url)
    {
        if (!TryReadKey(keyWord, NoteSignatureType.Ed25519, out var key))
        {
            return Fail("needs a log key of type 0x01 whose id is that of its bytes");
        }

        if (IsListed(key!) || _logs.Exists(log => log.Key.Name == key!.Name))
        {
            return Fail("names a log or a key again: each key and each origin stands once");
        }

        _logs.Add(new PolicyLog(key!, url));
        return HasRoom();
    }

    private bool TryAddWitness(string name, string keyWord, string? url)
    {
        if (!TryReadKey(keyWord, NoteSignatureType.CosignatureV1, out var key))
        {
            return Fail("needs a witness key of type 0x04 whose id is that of its bytes");
        }

        if (IsListed(key!))
        {
            return Fail("names a key again");
        }

        var witness = new PolicyWitness(name, key!, url);
        _witnesses.Add(witness);
        return TryDefine(witness);
    }

    // One key under two names would count twice; a log would be its own witness.
    private bool IsListed(NoteVerificationKey key) => _logs.Select(log => log.Key).Concat(_witnesses.Select(witness => witness.Key))
        .Any(listed => listed.PublicKey.Span.SequenceEqual(key.PublicKey.Span));

    private bool TryAddGroup(string name, string thresholdWord, string[] memberNames)
    {
        var members = ImmutableArray.CreateBuilder<PolicyMember>(memberNames.Length);
        foreach (var memberName in memberNames)
        {
            if (!_members.TryGetValue(memberName, out var member))
            {
                return Fail("names a member that no line before defines");
            }

            if (!_placed.Add(memberName))
            {
                return Fail("names a member that stands in a group already");
            }

            members.Add(member);
        }

        var isNumber = PlainNumber.TryParse(thresholdWord, out var number);
        var threshold = thresholdWord switch { "any" => 1, "all" => members.Count, _ => isNumber ? number : 0 };
        return threshold >= 1 && threshold <= members.Count
            ? TryDefine(new PolicyGroup(name, (int)threshold, members.ToImmutable()))
            : Fail("needs a threshold from 1 to the number of members, any or all");
    }

    private bool TrySetQuorum(string name)
    {
        if (_hasQuorum)
        {
            return Fail("is a second quorum line: exactly one is needed");
        }

        if (name != NoQuorum && !_members.TryGetValue(name, out _quorum))
        {
            return Fail("names a quorum that no line before defines");
        }

        _hasQuorum = true;
        return true;
    }

    private bool TryDefine(PolicyMember member)
    {
        if (member.Name == NoQuorum)
        {
            return Fail("defines 'none', which is reserved");
        }

        return _members.TryAdd(member.Name, member) ? HasRoom() : Fail("defines a name again");
    }

    private bool HasRoom() => _logs.Count + _members.Count <= TrustPolicy.MaxDefinitions || Fail("is one definition too many: 1,024 are read");

    private static bool TryReadKey(string word, NoteSignatureType type, out NoteVerificationKey? key)
    {
        key = null;
        return NoteText.TryDecode(Encoding.Latin1.GetBytes(word), out var text) && NoteVerificationKey.TryParse(text, out key) && key.Type == type;
    }

    private TrustPolicy? Refuse(string what)
    {
        Fail(what);
        return null;
    }

    /// <summary>No word of the file goes into the message: it may be anything.</summary>
    private bool Fail(string what)
    {
        Error = new TrustPolicyError(_line, _line == 0 ? $"The policy {what}." : $"Line {PlainNumber.Format(_line)} {what}.");
        return false;
    }
}
