using System.Globalization;
using System.Text.Json;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Officers;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Node.Statements;

/// <summary>What is stated, as JSON objects with fields in a fixed order; <c>docs/member-statements.md</c> lists them.</summary>
internal static class StatementPayloads
{
    private const int Version = 1;

    public static Statement CredentialIssued(InvestigatorCredential credential) =>
        new(AuditKind.CredentialIssued, Write("credential-issued", credential.IssuedAt, json =>
        {
            json.WriteString("credentialId", Hex(credential.CredentialId));
            json.WriteString("officer", credential.OfficerId);
            json.WriteString("agency", credential.Agency);
            WriteWords(json, "roles", credential.Roles.Select(Tokens.Of));
            WriteWords(json, "purposes", credential.Purposes.Select(Tokens.Of));
            json.WriteString("expires", Text(credential.ExpiresAt));
        }))
        {
            IssuedCredential = credential.CredentialId,
        };

    public static Statement CredentialRevoked(ReadOnlyMemory<byte> credentialId, string officerId, DateTimeOffset at) =>
        new(AuditKind.CredentialRevoked, Write("credential-revoked", at, json =>
        {
            json.WriteString("credentialId", Hex(credentialId));
            json.WriteString("officer", officerId);
        }));

    /// <summary>An officer was approved, with other rights, or suspended.</summary>
    public static Statement OfficerChanged(Officer officer, DateTimeOffset at) =>
        new(AuditKind.AdministratorAction, Write(officer.State == OfficerState.Approved ? "officer-approved" : "officer-suspended", at, json =>
        {
            json.WriteString("officer", officer.OfficerId);
            json.WriteString("agency", officer.Agency);
            WriteWords(json, "roles", officer.Roles.Select(Tokens.Of));
            WriteWords(json, "purposes", officer.Purposes.Select(Tokens.Of));
        }));

    public static Statement BudgetSet(BudgetScope scope, string subject, IdentifierClass identifierClass, long limit, DateTimeOffset at) =>
        new(AuditKind.AdministratorAction, Write("budget-set", at, json =>
        {
            json.WriteString("scope", Word(scope));
            json.WriteString("subject", subject);
            json.WriteString("class", identifierClass.ToToken());
            json.WriteNumber("limit", limit);
        }));

    /// <summary>An administrator had the next epoch of all slots started.</summary>
    public static Statement EpochStarted(int slotCount, DateTimeOffset at) =>
        new(AuditKind.AdministratorAction, Write("epoch-started", at, json => json.WriteNumber("slots", slotCount)));

    /// <summary>The node runs under other policies than before.</summary>
    /// <param name="digest">Of the policies now.</param>
    /// <param name="previous">Of those before; null for the first.</param>
    /// <param name="at">When it began to.</param>
    public static Statement PolicyChanged(Digest digest, Digest? previous, DateTimeOffset at) =>
        new(AuditKind.PolicyChanged, Write("policy-changed", at, json =>
        {
            json.WriteString("policy", digest.ToString());
            json.WriteString("previous", previous?.ToString() ?? "");
        }));

    private static byte[] Write(string action, DateTimeOffset at, Action<Utf8JsonWriter> fields)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("v", Version);
            json.WriteString("action", action);
            json.WriteString("at", Text(at));
            fields(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteWords(Utf8JsonWriter json, string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words)
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
    }

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Word(BudgetScope scope) => scope == BudgetScope.SelfTest ? "self-test" : scope.ToString().ToLowerInvariant();
}
