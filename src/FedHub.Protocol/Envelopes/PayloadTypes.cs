namespace FedHub.Protocol;

/// <summary>One DSSE payload type per message; a signature over one is never accepted as another.</summary>
public static class PayloadTypes
{
    /// <summary>MatchQuery.</summary>
    public const string MatchQuery = "application/vnd.fedhub.match-query.v1+protobuf";

    /// <summary>AnswerStatement.</summary>
    public const string MatchAnswer = "application/vnd.fedhub.match-answer.v1+protobuf";

    /// <summary>DisclosureRequest.</summary>
    public const string DisclosureRequest = "application/vnd.fedhub.disclosure-request.v1+protobuf";

    /// <summary>DisclosureStatement.</summary>
    public const string DisclosureAnswer = "application/vnd.fedhub.disclosure-answer.v1+protobuf";

    /// <summary>Letter.</summary>
    public const string Letter = "application/vnd.fedhub.letter.v1+protobuf";

    /// <summary>QueryCancellation.</summary>
    public const string QueryCancellation = "application/vnd.fedhub.query-cancellation.v1+protobuf";

    /// <summary>InvestigatorCredential.</summary>
    public const string Credential = "application/vnd.fedhub.credential.v1+protobuf";

    /// <summary>Manifest.</summary>
    public const string Manifest = "application/vnd.fedhub.manifest.v1+protobuf";

    /// <summary>Directory.</summary>
    public const string Directory = "application/vnd.fedhub.directory.v1+protobuf";

    /// <summary>MemberChange.</summary>
    public const string MemberChange = "application/vnd.fedhub.member-change.v1+protobuf";

    /// <summary>A member's statement for the log: credential events, policy changes, administrator actions. JSON.</summary>
    public const string Statement = "application/vnd.fedhub.statement.v1+json";
}
