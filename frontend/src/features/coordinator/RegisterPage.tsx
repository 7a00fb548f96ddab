import { useQuery } from "@tanstack/react-query";
import { useCoordinatorTexts } from "@/i18n/coordinator";
import { Loading } from "@/ui/Loading";
import { Drafts } from "./register/Drafts";
import { Registration } from "./register/Registration";
import { draftsQuestion } from "./registerQuestions";
import { Workbench } from "./Workbench";

/** Entries of firms that do not come to the web: written down, confirmed, published. */
export function RegisterPage() {
  const { register } = useCoordinatorTexts();
  return (
    <Workbench title={register.title}>
      <p>{register.lead}</p>
      <Work />
    </Workbench>
  );
}

/** The drafts first: the form below them would move when they came. */
function Work() {
  const { isFetched } = useQuery(draftsQuestion);
  if (!isFetched) return <Loading />;
  return (
    <>
      <Drafts />
      <Registration />
    </>
  );
}
