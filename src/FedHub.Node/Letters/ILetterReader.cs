using FedHub.Contracts.Letter.V1;
using FedHub.Cryptography.Match;
using Microsoft.Data.Sqlite;

namespace FedHub.Node.Letters;

/// <summary>Takes what letters of some kinds say.</summary>
internal interface ILetterReader
{
    /// <summary>
    /// Carries out what a letter says, inside the transaction that marks it as taken: both are durable, or neither. Never called twice for
    /// one letter id of a sender.
    /// </summary>
    /// <param name="connection">The writer's.</param>
    /// <param name="sender">Verified.</param>
    /// <param name="content">Not checked beyond its id.</param>
    LetterFate Take(SqliteConnection connection, MemberId sender, LetterContent content);

    /// <summary>Called after the commit of a letter that was taken.</summary>
    void Taken();
}
