using System.Text.Json;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Node.Officers;
using FedHub.Node.Screenings;
using FedHub.Node.Statements;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Node.Tests.Statements;

public sealed class StatementsDocumentTests
{
    private static readonly DateTimeOffset _at = new(2026, 3, 1, 8, 15, 30, TimeSpan.Zero);

    [Fact]
    public void Document_ListsExactlyTheActionsAndFieldsOfTheCode()
    {
        var documented = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string>? fields = null;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "member-statements.md")))
        {
            if (line.StartsWith("## `", StringComparison.Ordinal))
            {
                documented[line.Split('`')[1]] = fields = ["v", "action", "at"];
            }
            else if (line.StartsWith("| `", StringComparison.Ordinal))
            {
                fields.ShouldNotBeNull().Add(line.Split('`')[1]);
            }
        }

        var stated = All().Select(statement => JsonDocument.Parse(statement.Payload).RootElement).ToList();
        stated.Select(json => json.GetProperty("action").GetString()).Order(StringComparer.Ordinal).ShouldBe(documented.Keys.Order(StringComparer.Ordinal));
        foreach (var json in stated)
        {
            var action = json.GetProperty("action").GetString()!;
            json.EnumerateObject().Select(field => field.Name).ShouldBe(documented[action], action);
        }
    }

    [Fact]
    public void Payload_OfARevocation_IsThisText()
    {
        var statement = StatementPayloads.CredentialRevoked(Enumerable.Range(0, 16).Select(i => (byte)i).ToArray(), "o-1", _at);

        statement.Kind.ShouldBe(AuditKind.CredentialRevoked);
        System.Text.Encoding.UTF8.GetString(statement.Payload.Span).ShouldBe(
            """{"v":1,"action":"credential-revoked","at":"2026-03-01T08:15:30.000Z","credentialId":"000102030405060708090a0b0c0d0e0f","officer":"o-1"}""");
    }

    private static List<Statement> All()
    {
        using var key = SigningKey.Generate();
        var officer = new Officer(
            "o-1", key.PublicKey, Digest.Of("tls"u8), "police", "4711", OfficerState.Approved, [OfficerRole.Investigator], [Purpose.Investigation], _at);
        var credential = new InvestigatorCredential(
            MemberId.Parse("KAZ"), "o-1", key.PublicKey, "police", officer.Roles, officer.Purposes, _at, _at.AddHours(12), new byte[16]);
        var budget = new BudgetUse(BudgetScope.Agency, "police", IdentifierClass.Phone, 7, 0);
        return
        [
            StatementPayloads.CredentialIssued(credential),
            StatementPayloads.CredentialRevoked(credential.CredentialId, "o-1", _at),
            StatementPayloads.PolicyChanged(Digest.Of("policy"u8), previous: null, "operator", "o-2", _at),
            StatementPayloads.PolicyProposed(Digest.Of("policy"u8), Digest.Of("before"u8), "operator", _at),
            StatementPayloads.PolicyWithdrawn(Digest.Of("policy"u8), "operator", _at),
            StatementPayloads.OfficerChanged(officer, "operator", _at),
            StatementPayloads.OfficerChanged(officer with { State = OfficerState.Suspended, SuspendedFor = SuspensionReason.StolenKey }, "operator", _at),
            StatementPayloads.OfficerProposed(officer, "operator", _at),
            StatementPayloads.BudgetSet(budget, "operator", _at),
            StatementPayloads.BudgetRaised(budget with { Raised = new BudgetRaise(_at.AddHours(8), "raid") }, "operator", _at),
            StatementPayloads.EpochStarted(12, _at),
            StatementPayloads.EpochEnded(SlotId.Parse("KAZ/persons/document"), [new EpochNumber(3)], Node.Index.EpochEnd.KeyTheft, _at),
            StatementPayloads.KeyActivated(KeyUse.Signing, key.PublicKey.KeyId, _at),
            StatementPayloads.KeyWiped(KeyUse.Sealing, key.PublicKey.KeyId, _at),
            StatementPayloads.ScreeningDecided(Screening(), _at),
            StatementPayloads.ReviewDecided(Digest.Of("request"u8), Digest.Of("answer"u8), ["o-1", "o-2"], _at),
        ];
    }

    private static BulkScreening Screening() => new()
    {
        Id = ScreeningId.New(),
        Officer = "o-1",
        Agency = "police",
        Decision = ScreeningState.Approved,
        RequestedAt = _at,
        Until = _at,
        RowCount = 2,
        AskedCount = 0,
        DecidedBy = "o-2",
        Terms = new ScreeningTerms(new Contracts.Node.V1.KeptScreening { Purpose = Contracts.Common.V1.Purpose.Investigation }),
    };
}
