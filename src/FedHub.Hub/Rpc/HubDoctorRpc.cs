using FedHub.Contracts.Hub.V1;
using FedHub.Hub.Doctor;
using FedHub.Protocol;
using Grpc.Core;

namespace FedHub.Hub.Rpc;

/// <summary>What the running hub tells of itself to <c>fedhub hub doctor</c>.</summary>
internal sealed class HubDoctorRpc(HubLiveDoctor doctor) : HubDoctorService.HubDoctorServiceBase
{
    public override async Task<DiagnoseHubResponse> DiagnoseHub(DiagnoseHubRequest request, ServerCallContext context)
    {
        var response = new DiagnoseHubResponse();
        response.Findings.AddRange((await doctor.ExamineAsync(request.VerifyLog, context.CancellationToken)).Select(FindingCodec.ToProto));
        return response;
    }
}
