using System.Globalization;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Transparency;

namespace FedHub.Protocol;

/// <summary>Collects the fields of one entry and holds them to <see cref="AuditFields"/>.</summary>
public sealed class AuditPayloadBuilder(AuditKind kind, MemberId? member, string subject)
{
    private readonly List<AuditDetail> _details = [];

    /// <summary>A field with text.</summary>
    public AuditPayloadBuilder Add(string name, string value)
    {
        _details.Add(new AuditDetail(name, value));
        return this;
    }

    /// <summary>A field with a digest; empty for null.</summary>
    public AuditPayloadBuilder Add(string name, Digest? digest) => Add(name, digest?.ToString() ?? string.Empty);

    /// <summary>A field with a number.</summary>
    public AuditPayloadBuilder Add(string name, ulong number) => Add(name, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A field with a time.</summary>
    public AuditPayloadBuilder Add(string name, DateTimeOffset at) => Add(name, Text(at));

    /// <summary>UTC to the millisecond, such as <c>2026-03-01T08:15:30.000Z</c>.</summary>
    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The payload.</summary>
    /// <exception cref="InvalidOperationException">The fields are not those that are documented for the kind.</exception>
    public AuditPayload Build()
    {
        var names = _details.Select(detail => detail.Name);
        var given = names.Where((name, index) => index == 0 || name != AuditFields.Part || _details[index - 1].Name != AuditFields.Part);
        if (!given.SequenceEqual(AuditFields.ByKind[kind], StringComparer.Ordinal))
        {
            throw new InvalidOperationException($"The fields of {kind.ToToken()} differ from its documented list.");
        }

        return new AuditPayload(kind, member, subject, [.. _details]);
    }
}
