using System.Globalization;
using System.Text.Json;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Index;
using FedHub.Node.Officers;
using FedHub.Node.Screenings;
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

    /// <summary>An officer was approved, given other rights, or suspended.</summary>
    /// <param name="officer">As from now on.</param>
    /// <param name="by">Who did it: a pseudonym, or <c>operator</c>.</param>
    /// <param name="at">When.</param>
    public static Statement OfficerChanged(Officer officer, string by, DateTimeOffset at) =>
        new(AuditKind.AdministratorAction, Write(officer.State == OfficerState.Approved ? "officer-approved" : "officer-suspended", at, json =>
        {
            WriteOfficer(json, officer, officer.Roles, officer.Purposes);
            json.WriteString("by", by);
            if (officer.State == OfficerState.Suspended)
            {
                json.WriteString("reason", SuspensionReasons.Of(officer.SuspendedFor));
            }
        }));

    /// <summary>Somebody agreed to rights that take further people.</summary>
    public static Statement OfficerProposed(Officer officer, string by, DateTimeOffset at) =>
        new(AuditKind.AdministratorAction, Write("officer-proposed", at, json =>
        {
            WriteOfficer(json, officer, officer.Proposal?.Roles ?? [], officer.Proposal?.Purposes ?? []);
            json.WriteString("by", by);
        }));

    /// <summary>A limit was set for good.</summary>
    public static Statement BudgetSet(BudgetUse budget, string by, DateTimeOffset at) =>
        new(AuditKind.AdministratorAction, Write("budget-set", at, json =>
        {
            WriteBudget(json, budget);
            json.WriteString("by", by);
        }));

    /// <summary>A limit was raised for a while.</summary>
    public static Statement BudgetRaised(BudgetUse budget, string by, DateTimeOffset at) =>
        new(AuditKind.AdministratorAction, Write("budget-raised", at, json =>
        {
            WriteBudget(json, budget);
            json.WriteString("by", by);
            json.WriteString("until", Text(budget.Raised?.Until ?? at));
            json.WriteString("reason", budget.Raised?.Reason ?? "");
        }));

    /// <summary>An administrator had the next epoch of all slots started.</summary>
    public static Statement EpochStarted(int slotCount, DateTimeOffset at) =>
        new(AuditKind.AdministratorAction, Write("epoch-started", at, json => json.WriteNumber("slots", slotCount)));

    /// <summary>An administrator, or a restore from a backup, ended epochs of one slot before their time.</summary>
    /// <param name="slot">Which slot.</param>
    /// <param name="epochs">Those that ended.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">When.</param>
    public static Statement EpochEnded(SlotId slot, IReadOnlyList<EpochNumber> epochs, EpochEnd reason, DateTimeOffset at) =>
        new(AuditKind.AdministratorAction, Write("epoch-ended", at, json =>
        {
            json.WriteString("slot", slot.ToString());
            WriteWords(json, "epochs", epochs.Select(epoch => epoch.ToString()));
            json.WriteString("reason", Word(reason));
        }));

    /// <summary>A key of this node is in use from now on.</summary>
    public static Statement KeyActivated(KeyUse use, KeyId key, DateTimeOffset at) => Key("key-activated", use, key, at);

    /// <summary>A key of this node is wiped.</summary>
    public static Statement KeyWiped(KeyUse use, KeyId key, DateTimeOffset at) => Key("key-wiped", use, key, at);

    /// <summary>Other policies are in force than before.</summary>
    /// <param name="digest">Of the policies now.</param>
    /// <param name="previous">Of those before; null for the first.</param>
    /// <param name="by">Who put them in force.</param>
    /// <param name="confirmedBy">Who confirmed them; empty when nobody had to.</param>
    /// <param name="at">Since when.</param>
    public static Statement PolicyChanged(Digest digest, Digest? previous, string by, string confirmedBy, DateTimeOffset at) =>
        new(AuditKind.PolicyChanged, Write("policy-changed", at, json =>
        {
            json.WriteString("policy", digest.ToString());
            json.WriteString("previous", previous?.ToString() ?? "");
            json.WriteString("by", by);
            json.WriteString("confirmedBy", confirmedBy);
        }));

    /// <summary>Policies wait for a second person.</summary>
    public static Statement PolicyProposed(Digest digest, Digest previous, string by, DateTimeOffset at) =>
        new(AuditKind.AdministratorAction, Write("policy-proposed", at, json =>
        {
            json.WriteString("policy", digest.ToString());
            json.WriteString("previous", previous.ToString());
            json.WriteString("by", by);
        }));

    /// <summary>Policies that waited were dropped.</summary>
    public static Statement PolicyWithdrawn(Digest digest, string by, DateTimeOffset at) =>
        new(AuditKind.AdministratorAction, Write("policy-withdrawn", at, json =>
        {
            json.WriteString("policy", digest.ToString());
            json.WriteString("by", by);
        }));

    private static void WriteOfficer(Utf8JsonWriter json, Officer officer, IEnumerable<OfficerRole> roles, IEnumerable<Purpose> purposes)
    {
        json.WriteString("officer", officer.OfficerId);
        json.WriteString("agency", officer.Agency);
        WriteWords(json, "roles", roles.Select(Tokens.Of));
        WriteWords(json, "purposes", purposes.Select(Tokens.Of));
    }

    private static void WriteBudget(Utf8JsonWriter json, BudgetUse budget)
    {
        json.WriteString("scope", BudgetScopes.Of(budget.Scope));
        json.WriteString("subject", budget.Subject);
        json.WriteString("class", budget.Class.ToToken());
        json.WriteNumber("limit", budget.Limit);
    }

    /// <summary>A disclosure that waited for a person was decided. What was decided is known to the two parties only.</summary>
    /// <param name="request">SHA-256 of the disclosure request's payload.</param>
    /// <param name="answer">SHA-256 of the final answer's signed statement.</param>
    /// <param name="reviewers">Pseudonyms of those who decided.</param>
    /// <param name="at">When.</param>
    public static Statement ReviewDecided(Digest request, Digest answer, IReadOnlyList<string> reviewers, DateTimeOffset at) =>
        new(AuditKind.AdministratorAction, Write("review-decided", at, json =>
        {
            json.WriteString("request", request.ToString());
            json.WriteString("answer", answer.ToString());
            WriteWords(json, "reviewers", reviewers);
        }));

    /// <summary>A supervisor approved or refused a bulk screening.</summary>
    public static Statement ScreeningDecided(BulkScreening screening, DateTimeOffset at) =>
        new(AuditKind.AdministratorAction, Write("screening-decided", at, json =>
        {
            json.WriteString("screening", screening.Id.ToString());
            json.WriteString("officer", screening.Officer);
            json.WriteString("agency", screening.Agency);
            json.WriteString("purpose", Tokens.Of(screening.Terms.Purpose));
            json.WriteNumber("rows", screening.RowCount);
            json.WriteString("decision", screening.Decision == ScreeningState.Approved ? "approved" : "refused");
            json.WriteString("by", screening.DecidedBy);
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

    private static Statement Key(string action, KeyUse use, KeyId key, DateTimeOffset at) =>
        new(AuditKind.AdministratorAction, Write(action, at, json =>
        {
            json.WriteString("use", use.ToString().ToLowerInvariant());
            json.WriteString("keyId", key.ToString());
        }));

    private static string Word(EpochEnd reason) => reason switch
    {
        EpochEnd.KeyTheft => "key-theft",
        EpochEnd.Suspension => "suspension",
        EpochEnd.Restored => "restored",
        _ => "other",
    };

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
