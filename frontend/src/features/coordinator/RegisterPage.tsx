import { useCoordinatorTexts } from "@/i18n/coordinator";
import { Drafts } from "./register/Drafts";
import { Registration } from "./register/Registration";
import { Workbench } from "./Workbench";

/** Entries of firms that do not come to the web: written down, confirmed, published. */
export function RegisterPage() {
  const { register } = useCoordinatorTexts();
  return (
    <Workbench title={register.title}>
      <p>{register.lead}</p>
      <Drafts />
      <Registration />
    </Workbench>
  );
}
