using FedHub.Cryptography.Match;
using Microsoft.Extensions.Logging;

namespace FedHub.Node.Review;

/// <summary>Events 3550 to 3599.</summary>
internal static partial class ReviewLog
{
    [LoggerMessage(3550, LogLevel.Warning, "{Overdue} of {Open} reviews are overdue; `fedhub node review list` shows them first. One that nobody decides is refused 14 days after its due time.")]
    public static partial void Overdue(ILogger logger, int overdue, int open);

    [LoggerMessage(3551, LogLevel.Error, "Review {Id} lapsed: nobody decided within 14 days of its due time, and {Origin} was refused.")]
    public static partial void Lapsed(ILogger logger, MemberId origin, long id);

    [LoggerMessage(3552, LogLevel.Error, "Watching over reviews and disclosed records failed; it is tried again in a minute.")]
    public static partial void RoundFailed(ILogger logger, Exception exception);
}
