import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useOwnerTexts } from "@/i18n/owner";
import { meQuestion } from "@/lib/me";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { SignInFirst } from "@/ui/SignInFirst";
import { EditFirm } from "./EditFirm";

const route = getRouteApi("/firms/$id/edit");

/** Any firm's profile, for the coordinators of its region. */
export function EditFirmPage() {
  const { id } = route.useParams();
  const { firm: texts } = useOwnerTexts();
  const me = useQuery(meQuestion);
  if (me.isPending) return <Loading />;
  if (me.isError) return <Failure error={me.error} retry={() => me.refetch()} />;
  if (me.data.signed_in) return <EditFirm id={id} key={id} />;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle>{texts.title}</PageTitle>
      <SignInFirst>{texts.signInFirst}</SignInFirst>
    </div>
  );
}
